using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Tests.Profiling;

/// <summary>A file read by intake and profiled, as the product does it.</summary>
internal static class ProfiledFile
{
    public static DatasetProfile Of(string path, string? sheet = null)
    {
        using var file = File.OpenRead(path);
        var intake = DatasetReader.Read(file, Path.GetFileName(path), new IntakeOptions { Sheet = sheet });
        return DatasetProfiler.Profile(intake.Dataset!, intake.Readings, ProfilingOptions.Default);
    }
}
