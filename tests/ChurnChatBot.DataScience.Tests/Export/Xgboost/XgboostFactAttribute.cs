namespace ChurnChatBot.DataScience.Tests.Export.Xgboost;

internal static class Xgboost
{
    public const string Python = "/usr/bin/python3";

    public static string? Absent { get; } = Oracle.Start(Python, "-c", "import pandas, xgboost").ExitCode == 0
        ? null
        : "xgboost is not here: apt-get install python3-xgboost python3-pandas.";
}

/// <summary>A test that runs xgboost, skipped where /usr/bin/python3 has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class XgboostFactAttribute : FactAttribute
{
    public XgboostFactAttribute()
    {
        Skip = Xgboost.Absent;
    }
}

/// <summary>The same on real files, skipped where these are absent too.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class XgboostRealDataTheoryAttribute : TheoryAttribute
{
    public XgboostRealDataTheoryAttribute()
    {
        Skip = Xgboost.Absent ?? (RealData.Folder is null ? RealData.Absent : null);
    }
}
