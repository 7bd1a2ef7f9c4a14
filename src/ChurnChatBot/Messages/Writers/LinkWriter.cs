using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <param name="Where">As in "in Slack".</param>
/// <param name="About">The step it is about.</param>
/// <param name="Message">What the message said that it is about, in one line.</param>
internal sealed record CommentLine(string Person, string Where, string Text, StepName? About, string? Message);

/// <summary>What the bot says about threads that speak about one project, and what people say to one another in them.</summary>
internal static class LinkWriter
{
    public static ReplyMessage Code(string code, string name) => new(
        new Heading(RichText.Of($"{Data.Name($"link {code}")} brings another thread to {Data.Name(name)}.")),
        new Paragraph("Write it to me in the other thread, in Teams, in Slack or here, within half an hour. It works once. Whoever reads there then reads and decides along with you, as far as their role allows."));

    public static ReplyMessage NoSuchCode() => new(
        new Heading("I know no such code."),
        new Paragraph("Each works once and for half an hour. Say “link” in the thread of the project for a new one."))
    { IsProblem = true };

    public static ReplyMessage JoinedAlready(string name) => new(new Paragraph(RichText.Of($"This thread speaks about {Data.Name(name)} already.")));

    public static ReplyMessage Joined(string name, string person, string where) => new(
        new Heading(RichText.Of($"{Data.Cell(person)} {(RichText)where} joined {Data.Name(name)} with another thread.")),
        new Paragraph("What is asked, answered and decided in one is now told in the others."),
        new Choices([new Choice("Where are we?", ConversationWriter.Say("where are we?"))]))
    {
        Suggestions = ["where are we?", "show the decisions"],
    };

    public static ReplyMessage Comment(CommentLine line) => new(
        new Heading(RichText.Of($"{Data.Cell(line.Person)} {(RichText)line.Where}{About(line)}: “{Data.Cell(line.Text)}”")),
        new TextInput("comment", "Your answer", MaxLength: 500),
        new Choices([new Choice("Answer", new ActionCommand(ActionVerb.Comment))]));

    private static RichText About(CommentLine line) => line switch
    {
        { Message: { Length: > 0 } message } => RichText.Of($" on “{Data.Cell(Wording.Shortened(message, 100))}”"),
        { About: { } step } => RichText.Of($" on the step {(RichText)StepWriter.Title(step)}"),
        _ => RichText.Empty,
    };
}
