namespace ChurnChatBot.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Sample => Path.Combine(Root, "samples", "customer_data.csv");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChurnChatBot.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run inside a checkout: no ChurnChatBot.sln above " + AppContext.BaseDirectory);
    }
}
