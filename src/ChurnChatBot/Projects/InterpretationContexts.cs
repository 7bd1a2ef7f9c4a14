using ChurnChatBot.Advice;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects;

/// <summary>Gathers what an advisor may know of a project to understand words: names and levels, never rows.</summary>
internal static class InterpretationContexts
{
    // A column of names has as many levels as rows; beyond this a level is not something people say.
    private const int MaxLevels = 1000;

    public static async Task<InterpretationContext> OfAsync(ProjectState state, ProjectFiles files, CancellationToken cancellation)
    {
        var dataset = state is { File: { } file, Profile: not null } ? (await files.ReadAsync(file, cancellation)).Dataset : null;
        return new InterpretationContext
        {
            Columns = dataset is null ? [] : [.. dataset.Columns.Select(Known)],
            TargetColumn = state.Question?.TargetColumn,
            CurrentStep = state.Open?.Step ?? state.Running?.Step ?? StepLine.Next(state),
            // A question about deletion waits for a yes as well.
            ApprovalWaits = state.Open is not null || state.DeleteAsked,
            TrainingRuns = state.Running is { Step: StepName.Training },
            HasModel = state.Training is not null,
            Items = Items(state, files),
            FindCustomer = name => dataset is null || state.Question is null ? null : Customers.Find(dataset, state.Question, name),
            LastCustomer = state.LastCustomer,
            LastColumn = state.LastColumn,
        };
    }

    private static KnownColumn Known(Column column) => new(
        column.Name,
        column.Kind,
        column is CategoricalColumn { Levels.Count: <= MaxLevels } categories ? categories.Levels : []);

    private static IReadOnlyList<KnownItem> Items(ProjectState state, ProjectFiles files) => state.Open switch
    {
        { Step: StepName.Cleaning, Outcome: var outcome } => Items(files.Load<CleaningOutcome>(outcome)),
        { Step: StepName.Features, Outcome: var outcome } => Items(files.Load<FeatureOutcome>(outcome)),
        _ => [],
    };

    private static IReadOnlyList<KnownItem> Items(PlanOutcome outcome) =>
        [.. outcome.Items.Select(item => new KnownItem(item.Id, item.Step.Kind, Columns(item), item.IsSelected))];

    private static IReadOnlyList<string> Columns(PlanItem item) =>
        [.. ((string?[])[item.Step.Subject, item.Name]).OfType<string>().Concat(item.Effect?.AddedColumns ?? []).Distinct()];
}

/// <summary>Finds customers by what people call them.</summary>
internal static class Customers
{
    /// <summary>The identifier's cell that equals the name, upper and lower case alike; else the row number where there is no identifier.</summary>
    public static string? Find(Dataset dataset, ChurnQuestion question, string name) =>
        Row(dataset, question, name) is { } row ? question.CustomerName(dataset, row) : null;

    public static int? Row(Dataset dataset, ChurnQuestion question, string name)
    {
        if (question.IdentifierColumn is { } id && dataset.TryGetColumn(id, out var column))
        {
            // The last row wins: where a customer appears twice, the newer row is below.
            for (var row = dataset.RowCount - 1; row >= 0; row--)
            {
                if (string.Equals(column.Format(row), name, StringComparison.OrdinalIgnoreCase)) return row;
            }

            return null;
        }

        var digits = name.StartsWith("row ", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
        return int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= dataset.RowCount ? number - 1 : null;
    }
}
