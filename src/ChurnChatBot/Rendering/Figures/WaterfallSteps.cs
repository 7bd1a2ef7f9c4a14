using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>
/// The steps of a waterfall. Those that do not add up to the end get one more for the rest, so that a picture never hides a difference.
/// </summary>
internal static class WaterfallSteps
{
    public static IEnumerable<WaterfallStep> Of(WaterfallFigure figure)
    {
        var rest = figure.End - figure.Start - figure.Steps.Sum(step => step.Change);
        var span = Math.Max(Math.Abs(figure.End), Math.Abs(figure.Start));
        return Math.Abs(rest) > 0.005 * span ? figure.Steps.Append(new WaterfallStep("everything else", rest)) : figure.Steps;
    }
}
