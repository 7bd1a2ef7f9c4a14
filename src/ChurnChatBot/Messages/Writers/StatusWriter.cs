using System.Globalization;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <summary>Where a project stands, in one glance.</summary>
/// <param name="Next">The step whose turn it is; null when all are done.</param>
/// <param name="Waits">The step whose proposal waits for a person.</param>
/// <param name="Runs">The step that is being worked on.</param>
internal sealed record ProjectStatus(string File, StepName? Next, StepName? Waits, StepName? Runs, IReadOnlyList<StepDone> Done);

internal sealed record StepDone(StepName Step, string By, DateTimeOffset At);

/// <summary>One line of the audit log.</summary>
internal sealed record DecisionLine(DateTimeOffset At, string Person, string Action, string Details);

internal static class StatusWriter
{
    public static ReplyMessage Write(ProjectStatus status)
    {
        var sections = new List<MessageSection> { new Heading(RichText.Of($"{Data.Name(status.File)}: {Where(status)}")) };
        if (status.Done.Count > 0)
            sections.Add(new Bullets([.. status.Done.Select(done => RichText.Of($"{StepWriter.Title(done.Step)}: approved by {Data.Cell(done.By)}, {Moment(done.At)}"))]));
        if (status is { Runs: null, Next: not null })
        {
            sections.Add(new Choices([new Choice(
                status.Waits is null ? "Go on" : "Show what waits", ConversationWriter.Say("show the plan"), ChoiceStyle.Primary)]));
        }

        return new ReplyMessage(sections);
    }

    private static RichText Where(ProjectStatus status) => status switch
    {
        { Runs: { } step } => RichText.Of($"I am working on step {Position(step)}, {Lower(step)}."),
        { Waits: { } step } => RichText.Of($"step {Position(step)}, {Lower(step)}, waits for your decision."),
        { Next: { } step } => RichText.Of($"next is step {Position(step)}, {Lower(step)}."),
        _ => "all five steps are done.",
    };

    private static Fact Position(StepName step) => Fact.Count("project.step", (int)step + 1);

    private static RichText Lower(StepName step) => StepWriter.Title(step).ToPlainText().ToLowerInvariant();

    public static ReplyMessage Files(IReadOnlyList<FileOffer> files) => files.Count == 0
        ? new ReplyMessage(new Paragraph("There are no files yet."))
        : new ReplyMessage(new Heading("Files of this project"), new Files(files));

    public static ReplyMessage Decisions(IReadOnlyList<DecisionLine> lines) => lines.Count == 0
        ? new ReplyMessage(new Paragraph("Nothing was decided yet."))
        : new ReplyMessage(
            new Heading("Who decided what, when"),
            new ResultTable(
                "Decisions, oldest first",
                [new TableColumn("When"), new TableColumn("Who"), new TableColumn("What")],
                [.. lines.TakeLast(50).Select(line => (IReadOnlyList<RichText>)[Moment(line.At), RichText.Of($"{Data.Cell(line.Person)}"), What(line)])],
                lines.Count),
            new Footer("Each line is chained to the one before by its hash, so a changed or removed line shows."));

    private static RichText What(DecisionLine line) => RichText.Of($"{Data.Cell(line.Action.Replace('_', ' '))}{Step(line.Details)}");

    private static RichText Step(string details)
    {
        using var json = System.Text.Json.JsonDocument.Parse(details);
        return json.RootElement.TryGetProperty("step", out var step) ? RichText.Of($" ({Data.Cell(step.GetString() ?? "")})") : RichText.Empty;
    }

    private static RichText Moment(DateTimeOffset at) =>
        RichText.Of($"{Data.Cell(at.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))}");
}
