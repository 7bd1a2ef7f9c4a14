using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Figures;

/// <summary>Numbers for charts that a chat draws itself: in the unit that people read, which the axis names.</summary>
internal static class ChartNumbers
{
    public static string Unit(FactFormat format) => format switch
    {
        FactFormat.Share => "%",
        FactFormat.OutOfHundred => "of 100",
        FactFormat.Points => "points",
        _ => "",
    };

    /// <summary>No more digits than mean something.</summary>
    public static double InUnit(double value, FactFormat format) => format is FactFormat.Share or FactFormat.OutOfHundred or FactFormat.Points
        ? Math.Round(100 * value, 1)
        : value == 0 ? 0 : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 10));

    /// <summary>Evenly spread indices, first and last among them.</summary>
    public static IEnumerable<int> Spread(int count, int most) => count <= most
        ? Enumerable.Range(0, count)
        : Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)));

    /// <summary>The level after each step of a waterfall, from its start to its end.</summary>
    public static IEnumerable<(string Label, double Level, double Change)> Levels(WaterfallFigure figure)
    {
        yield return (figure.StartLabel, figure.Start, 0);
        var level = figure.Start;
        foreach (var step in WaterfallSteps.Of(figure)) yield return (step.Label, level += step.Change, step.Change);
        yield return (figure.EndLabel, figure.End, 0);
    }
}
