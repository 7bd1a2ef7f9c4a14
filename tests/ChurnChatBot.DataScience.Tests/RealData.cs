namespace ChurnChatBot.DataScience.Tests;

/// <summary>
/// Real churn files, which are not part of the project: found through the variable CHURN_DATA, else in ../shared/data beside the
/// checkout. <see cref="RealDataFactAttribute"/> and <see cref="RealDataTheoryAttribute"/> skip with a reason where they are absent.
/// </summary>
internal static class RealData
{
    public static string? Folder { get; } = Find();

    public const string Absent = "Real churn files are not here: set CHURN_DATA to their folder.";

    public static string PathOf(string file) =>
        Path.Combine(Folder ?? throw new InvalidOperationException(Absent), file);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHURN_DATA") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "ChurnChatBot.sln"))) continue;
            var beside = Path.Combine(folder.Parent?.FullName ?? "", "shared", "data");
            return Directory.Exists(beside) ? beside : null;
        }

        return null;
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute()
    {
        if (RealData.Folder is null) Skip = RealData.Absent;
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDataTheoryAttribute : TheoryAttribute
{
    public RealDataTheoryAttribute()
    {
        if (RealData.Folder is null) Skip = RealData.Absent;
    }
}
