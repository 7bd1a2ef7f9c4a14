using System.Diagnostics;

namespace ChurnChatBot.DataScience.Tests.Recipes.Code;

/// <summary>A test that runs pandas, skipped where /usr/bin/python3 has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PandasFactAttribute : FactAttribute
{
    public const string Python = "/usr/bin/python3";

    private static readonly bool IsHere = Run("-c", "import pandas").ExitCode == 0;

    public PandasFactAttribute()
    {
        if (!IsHere) Skip = "pandas is not here: apt-get install python3-pandas.";
    }

    public static (int ExitCode, string Error) Run(params string[] arguments)
    {
        if (!File.Exists(Python)) return (-1, "no python");
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
