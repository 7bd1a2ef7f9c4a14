namespace ChurnChatBot.DataScience.Intake;

/// <summary>What people and programs write where they have no value. Intake keeps such cells and only names them.</summary>
internal static class Placeholder
{
    private static readonly string[] Known =
        ["?", "NA", "N/A", "#N/A", "null", "NULL", "None", "Error", "ERROR", "-", "--", "NaN", "nan", "unknown", "Unknown", "UNKNOWN", "missing", "."];

    public static bool TryFind(string cell, out string placeholder)
    {
        var at = Array.IndexOf(Known, cell.Trim());
        placeholder = at >= 0 ? Known[at] : "";
        return at >= 0;
    }
}
