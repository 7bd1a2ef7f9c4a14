using System.Globalization;
using System.Text;
using System.Text.Json;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Recipes;
using static ChurnChatBot.DataScience.Export.Card.MarkdownText;

namespace ChurnChatBot.DataScience.Export.Card;

/// <summary>
/// What a model is, what it was made from and how far it can be trusted, on one page of Markdown (after Mitchell et al. 2019, "Model Cards
/// for Model Reporting"). It says only what the request holds: no clock and no chance, equal requests give equal bytes.
/// </summary>
internal static class ModelCard
{
    private const int MostFeatures = 200;

    private static readonly JsonSerializerOptions OneLine = new(RecipeJson.Options) { WriteIndented = false };

    public static void Write(ExportRequest request, Stream output)
    {
        var card = new StringBuilder("# Model card: who will leave\n\n");
        Subject(card, request);
        Data(card, request);
        Recipe(card, request.Recipe);
        Features(card, request);
        ModelCardFigures.Append(card, request);
        ModelCardLimits.Append(card, request);
        Approvals(card, request.Approvals);
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write(card);
    }

    private static void Subject(StringBuilder card, ExportRequest request)
    {
        var model = request.Model;
        Row(card, $"| | |\n|---|---|");
        Row(card, $"| Question | a customer leaves where {Cell(model.Question.TargetColumn)} is {Cell(model.Question.PositiveLevel)} |");
        Row(card, $"| Customers named by | {(model.Question.IdentifierColumn is { } id ? Cell(id) : "number of the row")} |");
        Row(card, $"| Answer | probability of leaving, 0 to 1 |");
        Row(card, $"| Learner | {Cell(model.Learner)} |");
        Row(card, $"| Seed | {model.Seed} |");
        foreach (var (name, value) in model.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Row(card, $"| {Cell(name)} | {value} |");
        card.Append('\n');
    }

    private static void Data(StringBuilder card, ExportRequest request)
    {
        var model = request.Model;
        card.Append("## Data\n\n");
        Row(card, $"- File: {Code(model.FileName)}, {request.Columns.Count} columns");
        Row(card, $"- Trained on {model.TrainedRows:N0} customers, of whom {100 * model.BaseRate:F1} % left");
        if (request.Training is { } training)
            Row(card, $"- Found by cross-validation on {training.DevelopmentRows:N0} customers, tested once on {training.Test.Rows:N0} others ({training.Test.Leavers:N0} left)");
        card.Append('\n');
    }

    private static void Recipe(StringBuilder card, Recipe recipe)
    {
        card.Append("## Preparation\n\n");
        if (recipe.Steps.Count == 0) card.Append("The columns are taken as they are.\n");
        var number = 1;
        foreach (var step in recipe.Steps)
        {
            // The stored form says all there is to a step, and stays true when steps are added to the catalogue.
            var scope = step.Scope switch
            {
                StepScope.Fitted => "learned from training rows only",
                StepScope.TrainingRows => "training rows only",
                _ => "row by row",
            };
            var json = JsonSerializer.Serialize(step, OneLine);
            Row(card, $"{number++}. `{step.Kind}` ({scope}): {Code(json)}");
        }

        card.Append('\n');
    }

    private static void Features(StringBuilder card, ExportRequest request)
    {
        var features = request.Model.Encoder.Features;
        card.Append("## Features\n\n| Feature | Kind | Made of |\n|---|---|---|\n");
        foreach (var feature in features.Take(MostFeatures))
        {
            var columns = FeatureLineage.Of(request.Recipe, feature.Name).Columns;
            var kind = feature.IsCategorical ? string.Create(CultureInfo.InvariantCulture, $"category, {feature.Levels.Count} levels") : "number";
            Row(card, $"| {Cell(feature.Name)} | {kind} | {string.Join(", ", columns.Select(Cell))} |");
        }

        if (features.Count > MostFeatures) Row(card, $"\n{features.Count - MostFeatures} more are in the stored model.");
        card.Append('\n');
    }

    private static void Approvals(StringBuilder card, IReadOnlyList<ExportApproval> approvals)
    {
        card.Append("## Approvals\n\n");
        if (approvals.Count == 0)
        {
            card.Append("None is recorded.\n");
            return;
        }

        card.Append("| Decided on | By | When (UTC) | Plan |\n|---|---|---|---|\n");
        foreach (var approval in approvals)
            Row(card, $"| {Cell(approval.Subject)} | {Cell(approval.By)} | {approval.At.UtcDateTime:yyyy-MM-dd HH:mm} | {(approval.PlanHash is { } hash ? Cell(hash) : "")} |");
    }

    internal static void Row(StringBuilder card, FormattableString row) => card.Append(row.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
