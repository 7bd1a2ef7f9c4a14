using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Tests.Recipes;

/// <summary>Profiles written out by hand, so that a rule is tested on exactly the finding it is about.</summary>
internal static class Profiles
{
    public static DatasetProfile Of(Dataset dataset, ChurnQuestion? question, params DataQualityIssue[] issues) => new()
    {
        Name = dataset.Name,
        Rows = dataset.RowCount,
        Columns = [.. dataset.Columns.Select(column => Column(column, question))],
        TargetCandidates = [],
        Question = question,
        Issues = issues,
    };

    public static DataQualityIssue Issue(IssueKind kind, string? column, params string[] examples) =>
        new(kind, column, 1, IssueImportance.WorthAttention) { Examples = examples };

    private static ColumnProfile Column(Column column, ChurnQuestion? question) => new()
    {
        Name = column.Name,
        Kind = column.Kind,
        Meaning = column.Name == question?.TargetColumn ? ColumnMeaning.Outcome
            : column.Name == question?.IdentifierColumn ? ColumnMeaning.Identifier
            : column.Kind switch
            {
                ColumnKind.Numeric => ColumnMeaning.Measure,
                ColumnKind.Categorical => ColumnMeaning.Category,
                ColumnKind.Date => ColumnMeaning.Date,
                _ => ColumnMeaning.FreeText,
            },
        Missing = column.MissingCount(),
        Distinct = 0,
    };
}
