using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.Messages.Writers;

/// <summary>
/// Where figures about customers end and something about somebody begins. What is beyond that stands in <see cref="PersonalData"/>, with
/// words that are said in its place where others read along.
/// </summary>
internal static class Discretion
{
    /// <summary>Of fewer customers than this, an outcome is told to one person at most: who knows one of them could learn it.</summary>
    public const int FewestCustomers = 10;

    /// <summary>Whether the cells of a column are about somebody in particular: names, addresses, numbers, or free text that may hold any of them.</summary>
    public static bool IsPersonal(DatasetProfile profile, string? column) => column is not null
        && (profile.Issues.Any(issue => issue.Kind == IssueKind.PersonalData && issue.Column == column)
            || profile.Columns.Any(known => known.Name == column && known.Meaning is ColumnMeaning.Identifier or ColumnMeaning.FreeText));
}
