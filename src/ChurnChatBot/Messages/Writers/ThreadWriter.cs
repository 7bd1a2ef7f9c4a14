using System.Globalization;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <param name="IsCurrent">The one that is spoken of now.</param>
internal sealed record ProjectLine(string Id, string Name, DateTimeOffset At, bool IsCurrent);

/// <param name="About">What the message said, in one line.</param>
internal sealed record FeedbackLine(DateTimeOffset At, string Person, string Reaction, string Text, string About);

/// <summary>What the bot says about the thread itself: which project is spoken of, messages that were changed or taken back, files that cannot be had here.</summary>
internal static class ThreadWriter
{
    private const int ProjectsShown = 10;
    private const int FeedbackShown = 50;

    public static ReplyMessage NewProject(string earlier) => new(
        new Heading("A new project."),
        new Paragraph(RichText.Of($"Drop a CSV or Excel file, or try the sample. The other one, {Data.Name(earlier)}, is kept: say “my projects” to go back to it.")),
        new Choices([new Choice("Try the sample", new ActionCommand(ActionVerb.TrySample), ChoiceStyle.Primary), new Choice("My projects", ConversationWriter.Say("my projects"))]));

    public static ReplyMessage NothingToSetAside() => new(
        new Paragraph("This project is empty still. Drop a CSV or Excel file here, or try the sample."),
        new Choices([new Choice("Try the sample", new ActionCommand(ActionVerb.TrySample), ChoiceStyle.Primary)]));

    public static ReplyMessage NoSuchProject() => new(
        new Paragraph("This conversation has no such project, or it was deleted."),
        new Choices([new Choice("My projects", ConversationWriter.Say("my projects"), ChoiceStyle.Primary)]));

    public static ReplyMessage Opened(string name) => new(
        new Heading(RichText.Of($"We speak about {Data.Name(name)} now.")),
        new Choices([new Choice("Where are we?", ConversationWriter.Say("where are we?"), ChoiceStyle.Primary)]));

    public static ReplyMessage Projects(IReadOnlyList<ProjectLine> lines)
    {
        if (lines.Count == 0) return NothingToSetAside();
        var shown = lines.Take(ProjectsShown).ToArray();
        var sections = new List<MessageSection>
        {
            new Heading(RichText.Of($"{Wording.Number(lines.Count, "projects", "project", "projects")} in this conversation")),
            new Bullets([.. shown.Select(line => RichText.Of($"{Data.Name(line.Name)}, last changed {Moment(line.At)}{(RichText)(line.IsCurrent ? " (we speak about this one)" : "")}"))]),
        };
        if (lines.Count > shown.Length) sections.Add(new Paragraph(RichText.Of($"The {Fact.Count("projects.shown", shown.Length)} last changed are shown.")));
        var others = shown.Where(line => !line.IsCurrent).Take(5).Select(line => new Choice(RichText.Of($"Open {Data.Cell(Wording.Shortened(line.Name, 30))}"), new ActionCommand(ActionVerb.OpenProject, ("project", line.Id))));
        sections.Add(new Choices([.. others, new Choice("New project", ConversationWriter.Say("new project"))]));
        return new ReplyMessage(sections);
    }

    public static ReplyMessage CustomersNamed(bool isAllowed) => new(new Paragraph(isAllowed
        ? "From now on I name customers and show their rows in this thread too, where others read along. Say “do not name customers here” to end that."
        : "From now on I name no customer and show no rows where others read along. Each of you can still have them for yourself."));

    public static ReplyMessage AwaitFile() => new(
        new Heading("Drop the file here; I take it into the thread that you came from."),
        new Paragraph("I hold the place for one hour. After that a file dropped here is for our own project."));

    public static ReplyMessage FileForwarded(string name) => new(
        new Paragraph(RichText.Of($"I took {Data.Name(name)} into the thread that asked for it, and answer there.")));

    public static ReplyMessage FilesInChannels(bool canReadLinks) => new(
        new Heading("I cannot open a file that is dropped here: Teams hands files to me in personal chats only."),
        new Paragraph(canReadLinks
            ? "Send it to me in our personal chat and I bring it here, or write a link to it (SharePoint or OneDrive) in this thread."
            : "Send it to me in our personal chat, and I bring it here."),
        new Choices([new Choice("Send it in our personal chat", new ActionCommand(ActionVerb.AwaitFile), ChoiceStyle.Primary)]))
    { IsProblem = true };

    public static ReplyMessage PicturesIgnored() => new(
        new Paragraph("I read CSV, TSV, Excel and JSON-lines files; a picture holds nothing that I could count. Drop the file itself."));

    public static ReplyMessage TooLong(int length, int most) => new(
        new Heading(RichText.Of($"Your message has {Fact.Count("message.length", length)} characters; I read at most {Fact.Count("message.most", most)}.")),
        new Paragraph("Nothing was done. Say it shorter, or send data as a file."))
    { IsProblem = true };

    public static ReplyMessage CorrectionDecidesNothing() => new(
        new Paragraph("You changed an earlier message. A change decides nothing, so that what was decided stays as it was read: write it as a new message."));

    public static ReplyMessage Retracted() => new(new Paragraph("(This was taken back.)"));

    public static ReplyMessage FileMissing() => new(
        new Paragraph("This file is not there any more. Say “show the files” for those that are."),
        new Choices([new Choice("Show the files", ConversationWriter.Say("show the files"), ChoiceStyle.Primary)]));

    public static ReplyMessage RoleRefused(RichText what, RichText who) => new(
        new Paragraph(RichText.Of($"{what} is for {who}. Ask one of them; nothing was changed.")));

    public static ReplyMessage Feedback(IReadOnlyList<FeedbackLine> lines) => lines.Count == 0
        ? new ReplyMessage(new Paragraph("Nobody said anything about my answers yet."))
        : new ReplyMessage(
            new Heading("What people thought of what I said"),
            new ResultTable(
                "Feedback, oldest first",
                [new TableColumn("When"), new TableColumn("Who"), new TableColumn("What"), new TableColumn("About")],
                [.. lines.TakeLast(FeedbackShown).Select(line => (IReadOnlyList<RichText>)
                    [Moment(line.At), RichText.Of($"{Data.Cell(line.Person)}"), Said(line), RichText.Of($"{Data.Cell(Wording.Shortened(line.About, 80))}")])],
                lines.Count));

    private static RichText Said(FeedbackLine line) => line.Text.Length == 0
        ? RichText.Of($"{Data.Cell(line.Reaction)}")
        : RichText.Of($"{Data.Cell(line.Reaction)}: “{Data.Cell(Wording.Shortened(line.Text, 200))}”");

    private static RichText Moment(DateTimeOffset at) =>
        RichText.Of($"{Data.Cell(at.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))}");
}
