using System.Globalization;
using System.Text;
using System.Text.Json;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects.Steps;

/// <summary>A file to take away.</summary>
internal sealed record Deliverable(string Name, string MediaType, byte[] Content, RichText Description);

/// <param name="Chapters">The cards of the report, in order.</param>
internal sealed record DeliverableInput(
    Dataset Raw, ChurnModel Model, CrossFitModel CrossFit, Recipe Recipe, TrainingOutcome Training, ExplanationOutcome Explanation, IReadOnlyList<ReplyMessage> Chapters, string FileName, DateTimeOffset WrittenAt);

/// <summary>What a finished project hands over: the report for people, the scores for the next campaign, model and recipe for machines.</summary>
internal static class Deliverables
{
    public const string ReportTitle = "Data Science-Based Customer Churn Prediction Report";

    public static IReadOnlyList<Deliverable> Make(DeliverableInput input) =>
    [
        new("report.html", "text/html", Report(input), "The report: findings, drivers and figures, one file for reading and printing"),
        new("scores.csv", "text/csv", Scores(input), "Every customer with the risk and its strongest reasons, most at risk first"),
        new("model.json", "application/json", ChurnModelJson.Serialize(input.Model), "The model with everything it needs to score a new file"),
        new("recipe.json", "application/json", JsonSerializer.SerializeToUtf8Bytes(input.Recipe, RecipeOptions), "The approved repairs and measures, step by step"),
    ];

    private static readonly JsonSerializerOptions RecipeOptions = new(StoredJson.Options) { WriteIndented = true };

    private static byte[] Report(DeliverableInput input)
    {
        // The executive's card comes first: who leaves and why; how it was found out follows for those who ask.
        var html = HtmlReport.Write(ReportTitle, [.. input.Chapters.TakeLast(1), RiskChapter(input.Explanation), .. input.Chapters.SkipLast(1)], new ReportOptions
        {
            Subtitle = RichText.Of($"{Data.Name(input.FileName)}"),
            WrittenAt = input.WrittenAt,
        });
        return Encoding.UTF8.GetBytes(html);
    }

    private static ReplyMessage RiskChapter(ExplanationOutcome explanation) => new(
        new Heading("Customers at risk"),
        Messages.Writers.ExplanationWriter.RiskTable(explanation, 30));

    private static byte[] Scores(DeliverableInput input)
    {
        var risks = input.CrossFit.Score(input.Raw, input.Model);
        var question = input.Model.Question;
        // Each customer once: without the rows that the recipe leaves out, but with those whose outcome is not known yet.
        var leftOut = question.LabelledRows(input.Raw).Except(input.Recipe.TrainingRows(input.Raw, question)).ToHashSet();
        var order = Enumerable.Range(0, risks.Length).Where(row => !leftOut.Contains(row)).OrderByDescending(row => risks[row]).ThenBy(row => row).ToArray();
        var reasons = input.Explanation.Riskiest.ToDictionary(customer => customer.Row, customer => string.Join("; ", customer.Reasons.Take(3).Select(
            reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Feature} = {Messages.Writers.CustomerWriter.Value(reason)} ({100 * reason.Points:+0;-0;0} points)"))));
        var table = new Dataset("scores", [
            new TextColumn("customer", [.. order.Select(row => question.CustomerName(input.Raw, row))]),
            new NumericColumn("churn_risk", [.. order.Select(row => Math.Round(risks[row], 6))]),
            new TextColumn("high_risk", [.. order.Select(row => risks[row] >= input.Explanation.HighRisk ? "yes" : "no")]),
            new TextColumn("outcome", [.. order.Select(row => input.Raw[question.TargetColumn].Format(row))]),
            new TextColumn("strongest_reasons", [.. order.Select(row => reasons.GetValueOrDefault(row))]),
        ]);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CsvWriter.Write(table, text);
        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text.ToString());
    }
}
