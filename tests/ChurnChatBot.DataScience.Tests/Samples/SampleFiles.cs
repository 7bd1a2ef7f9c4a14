namespace ChurnChatBot.DataScience.Tests.Samples;

/// <summary>The committed sample files, found from the test's folder upwards.</summary>
internal static class SampleFiles
{
    public static string PathOf(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChurnChatBot.sln"))) return Path.Combine(folder.FullName, "samples", file);
        }

        throw new InvalidOperationException("No folder above the tests holds ChurnChatBot.sln.");
    }
}
