using System.Globalization;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Slack.Home;

/// <summary>A project's standing in a sentence or two.</summary>
internal static class StandingText
{
    private static readonly int Steps = Enum.GetValues<StepName>().Length;

    public static string Where(ProjectStanding standing) => standing switch
    {
        { IsReadable: false } => "It was changed by a later version of the bot, and cannot be read by this one.",
        { Runs: { } step } => $"Step {Position(step)} of {Steps}, {Lower(step)}, is being worked on.",
        { Waits: { } step } => $"{Proposal(step)} waits for a decision.",
        { HasFile: false } => "It waits for a customer file.",
        { Next: { } step } => $"Next is step {Position(step)} of {Steps}, {Lower(step)}.",
        _ => "All steps are done.",
    };

    public static string Of(Champion champion, CultureInfo culture)
    {
        var figure = FactText.Format(champion.Figure, culture);
        return $"Champion: {champion.ModelName}, AUC {figure} on customers kept aside"
            + (champion.IsCurrent ? "." : "; from before the last change.");
    }

    private static string Proposal(StepName step) => step switch
    {
        StepName.Cleaning => "The cleaning plan",
        StepName.Features => "The choice of measures",
        StepName.Training => "The start of the training",
        _ => "The choice of a champion",
    };

    private static string Position(StepName step) => ((int)step + 1).ToString(CultureInfo.InvariantCulture);

    private static string Lower(StepName step) => StepWriter.Title(step).ToPlainText().ToLowerInvariant();
}
