using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <summary>What the bot says around the steps: welcome, help, what it did not understand, what is out of date.</summary>
internal static class ConversationWriter
{
    public static ReplyMessage Welcome() => new(
        new Heading("I take a customer file and work out with you who is about to leave, why, and what would keep them."),
        new Paragraph("Drop a CSV or Excel file here, or try the sample. I show every step and change nothing without your approval."),
        new Paragraph("Your file stays on the machine that runs me; no language model is connected."),
        new Choices([
            new Choice("Try the sample", new ActionCommand(ActionVerb.TrySample), ChoiceStyle.Primary),
            new Choice("What I can do", Say("what can you do?")),
            new Choice("Privacy", Say("privacy")),
        ]))
    {
        Suggestions = ["try the sample", "what can you do?", "privacy"],
    };

    public static ReplyMessage Help(bool hasFile) => new(
        new Heading("I work in five steps, and you decide at each."),
        new Bullets([
            "**Profile**: I read the file and say what it holds and what is odd about it.",
            "**Cleaning**: I propose repairs with their measured effect. “fill total_spend with 0 instead”, “do not drop the duplicates”, “why do you drop this column?”",
            "**Features**: I propose new measures and keep those that measurably help. “without the age bands”, “today is 1 September 2023”",
            "**Training**: I recommend a model, search within your time budget and compare it with simpler ways. “train for 30 seconds”, “stop and keep the best”",
            "**Explanation**: who leaves and why. “why is customer C00042 at risk?”, “what would lower it?”, “churn rate by city among customers older than 60”",
        ]),
        new Paragraph("At any time: “show the plan”, “show the decisions”, “go back to the cleaning plan”, “delete this project”."),
        new Choices(hasFile
            ? [new Choice("Where are we?", Say("where are we?"), ChoiceStyle.Primary)]
            : [new Choice("Try the sample", new ActionCommand(ActionVerb.TrySample), ChoiceStyle.Primary)]));

    public static ReplyMessage Privacy() => new(
        new Heading("Your file stays on the machine that runs me."),
        new Bullets([
            "It is kept in my data folder, with what was made from it, until you write “delete this project”.",
            "No language model is connected, and I send nothing anywhere but my answers into this thread.",
            "Columns that look like personal data are not used to predict; identifiers only name customers in lists.",
            "My log holds no cell of your file and nothing that you write.",
        ]));

    public static ReplyMessage Greeting(bool hasFile) => new(new Paragraph(hasFile
        ? "Hello. Ask about the file or say “where are we?”."
        : "Hello. Drop a CSV or Excel file here, or say “try the sample”."));

    public static ReplyMessage NeedsFile() => new(
        new Paragraph("There is no file in this project yet. Drop a CSV or Excel file here, or try the sample."),
        new Choices([new Choice("Try the sample", new ActionCommand(ActionVerb.TrySample), ChoiceStyle.Primary)]));

    public static ReplyMessage CannotYet(string what) => new(
        new Paragraph(RichText.Of($"I understand that you ask about {Data.Cell(what)}. I cannot do that yet.")));

    public static ReplyMessage NotUnderstood(string text, IReadOnlyList<(string Label, string Wording)> closest)
    {
        var heading = new Heading(RichText.Of($"I did not understand “{Data.Cell(Wording.Shortened(text, 120))}”."));
        return closest.Count == 0
            ? new ReplyMessage(heading, new Paragraph("I can clean the file, propose measures, train and explain. Ask “what can you do?” for examples."))
            : new ReplyMessage(heading, new Paragraph("Did you mean one of these?"), Buttons(closest));
    }

    public static ReplyMessage WhichOne(IReadOnlyList<(string Label, string Wording)> readings) => new(
        new Heading("I can read that in more than one way. Which do you mean?"),
        Buttons(readings));

    public static ReplyMessage NothingWaits() => new(new Paragraph("Nothing waits for a decision right now. Say “where are we?” to see the next step."));

    public static ReplyMessage OutOfDate(RichText why) => new(
        new Heading(RichText.Of($"This plan is out of date. {why}")),
        new Choices([new Choice("Show the current plan", Say("show the plan"), ChoiceStyle.Primary)]))
    { IsProblem = true };

    public static ReplyMessage AlreadyDecided(string status, string? by, RichText when) => new(
        new Paragraph(RichText.Of($"This was already {(RichText)status} by {Data.Cell(by ?? "somebody")}, {when}. Nothing was done twice.")));

    public static ReplyMessage StillWorking(RichText what) => new(new Paragraph(RichText.Of($"I am still working on {what}; I will answer here when it is done.")));

    public static ReplyMessage Refused(RichText found, RichText advice) => new(new Heading(found), new Paragraph(advice)) { IsProblem = true };

    public static ReplyMessage Failed(string reference) => new(
        new Heading("Something went wrong on my side, and I stopped."),
        new Paragraph(RichText.Of($"Nothing was changed. If it happens again, give the administrator this reference: {Data.Name(reference)}.")))
    { IsProblem = true };

    public static ReplyMessage ConfirmDelete(string name) => new(
        new Heading(RichText.Of($"Delete the project {Data.Name(name)}?")),
        new Paragraph("Its file, its models, its reports and this thread are removed for good. One line in the audit log remains, saying that it was deleted, by whom and when."),
        new Choices([
            new Choice("Keep it", Say("keep the project")),
            new Choice("Delete the project", new ActionCommand(ActionVerb.ConfirmDelete), ChoiceStyle.Risky),
        ]));

    public static ReplyMessage Deleted(string name) => new(
        new Heading(RichText.Of($"The project {Data.Name(name)} is deleted.")),
        new Paragraph("Its file, models and reports are gone. What I said about it goes too, wherever this chat lets me take it back. Drop a file here to start another."));

    public static ReplyMessage Working(RichText what, double fraction = 0) => new(new Progress(what, fraction));

    private static Choices Buttons(IReadOnlyList<(string Label, string Wording)> readings) =>
        new([.. readings.Select(reading => new Choice(RichText.Of($"{Data.Cell(reading.Label)}"), Say(reading.Wording)))]);

    public static ActionCommand Say(string text) => new(ActionVerb.Say, ("text", text));
}
