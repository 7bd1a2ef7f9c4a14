using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <summary>Short words about the line of steps itself.</summary>
internal static class StepWriter
{
    public static ReplyMessage Rejected(StepName step) => step switch
    {
        StepName.Cleaning => new ReplyMessage(
            new Heading("The file stays as it is; no repair was made."),
            new Paragraph("Tell me what to change (“fill age with the mean”, “keep the duplicates”), or show the plan again, untick every repair and approve: then the file goes on as it is."),
            new Choices([new Choice("Show the plan again", Say("show the plan"), ChoiceStyle.Primary)])),
        StepName.Features => new ReplyMessage(
            new Heading("No new measure is used."),
            new Paragraph("Tell me what to change (“without the age bands”, “today is 1 September 2023”), or show the plan again."),
            new Choices([new Choice("Show the plan again", Say("show the plan"), ChoiceStyle.Primary)])),
        StepName.Training => new ReplyMessage(
            new Heading("No training was started."),
            new Paragraph("Say “train for two minutes” when you want it.")),
        _ => new ReplyMessage(
            new Heading("The model is not made the champion."),
            new Paragraph("Try again with more time (“train for 5 minutes”), or go back to the cleaning plan or the features."),
            new Choices([
                new Choice("Train for 5 minutes", Say("train for 5 minutes"), ChoiceStyle.Primary),
                new Choice("Back to the features", Say("go back to the features")),
            ])),
    };

    public static RichText Title(StepName step) => step switch
    {
        StepName.Profile => "Profile",
        StepName.Cleaning => "Cleaning",
        StepName.Features => "Features",
        StepName.Training => "Training",
        _ => "Explanation",
    };

    /// <summary>A yes to something that does not wait.</summary>
    public static ReplyMessage AnotherStepWaits(StepName named, StepName? waits) => waits is { } open
        ? new ReplyMessage(
            new Paragraph(RichText.Of($"What waits for your decision is {Proposal(open)}, not {Proposal(named)}. I changed nothing.")),
            new Choices([new Choice("Show what waits", Say("show the plan"), ChoiceStyle.Primary)]))
        : new ReplyMessage(new Paragraph(RichText.Of($"Right now {Proposal(named)} does not wait for a decision. I changed nothing.")));

    private static RichText Proposal(StepName step) => step switch
    {
        StepName.Cleaning => "the cleaning plan",
        StepName.Features => "the choice of measures",
        StepName.Training => "the start of the training",
        _ => "the choice of a champion",
    };

    private static ActionCommand Say(string text) => ConversationWriter.Say(text);
}
