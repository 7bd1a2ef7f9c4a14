using System.Text.Json.Serialization;

namespace ChurnChatBot.Messages;

/// <summary>
/// A picture as data. <see cref="Title"/> is a sentence that says what to see; <see cref="AlternativeText"/> says it to those who cannot.
/// Values are facts' values in the format that the axis names.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "figure")]
[JsonDerivedType(typeof(BarFigure), "bar")]
[JsonDerivedType(typeof(LineFigure), "line")]
[JsonDerivedType(typeof(HistogramFigure), "histogram")]
[JsonDerivedType(typeof(WaterfallFigure), "waterfall")]
internal abstract record Figure
{
    public required RichText Title { get; init; }

    public required string AlternativeText { get; init; }
}

/// <summary>Bars, lying (long names) with an optional interval each; several series are grouped.</summary>
internal sealed record BarFigure : Figure
{
    public required IReadOnlyList<string> Categories { get; init; }

    public required IReadOnlyList<BarSeries> Series { get; init; }

    public required FactFormat Format { get; init; }

    /// <summary>How many customers each category stands for, which its table shows; null where it stands for none.</summary>
    public IReadOnlyList<int>? Customers { get; init; }

    /// <summary>A line to compare with, such as the average.</summary>
    public ReferenceLine? Reference { get; init; }
}

/// <param name="Name">Empty where there is one series.</param>
/// <param name="Low">Ends of the intervals, one a category, or null.</param>
internal sealed record BarSeries(string Name, IReadOnlyList<double> Values, IReadOnlyList<double>? Low = null, IReadOnlyList<double>? High = null);

internal sealed record ReferenceLine(string Label, double Value);

/// <summary>Lines over a common x axis: ROC, lift, reliability, dependence.</summary>
internal sealed record LineFigure : Figure
{
    public required string XTitle { get; init; }

    public required string YTitle { get; init; }

    public required FactFormat XFormat { get; init; }

    public required FactFormat YFormat { get; init; }

    public required IReadOnlyList<LineSeries> Series { get; init; }
}

/// <param name="IsReference">Drawn faint and dashed: guessing, perfect calibration.</param>
internal sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, bool IsReference = false);

/// <summary>Counts over equal bins.</summary>
/// <param name="Edges">B + 1 edges.</param>
/// <param name="Series">B values each.</param>
internal sealed record HistogramFigure(string XTitle, FactFormat XFormat, IReadOnlyList<double> Edges, IReadOnlyList<BarSeries> Series) : Figure;

/// <summary>From a start to an end by steps: one customer's reasons.</summary>
internal sealed record WaterfallFigure : Figure
{
    public required string StartLabel { get; init; }

    public required double Start { get; init; }

    public required IReadOnlyList<WaterfallStep> Steps { get; init; }

    public required string EndLabel { get; init; }

    public required double End { get; init; }

    public required FactFormat Format { get; init; }
}

internal sealed record WaterfallStep(string Label, double Change);
