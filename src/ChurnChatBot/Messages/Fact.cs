using System.Text.Json.Serialization;

namespace ChurnChatBot.Messages;

/// <summary>How a computed figure is written for a person. The writer picks the format, the renderer the reader's culture.</summary>
internal enum FactFormat
{
    /// <summary>1,207</summary>
    Count,

    /// <summary>A share in [0, 1] as 21.4 %.</summary>
    Share,

    /// <summary>A ranking figure in [0, 1] as 0.861, with its interval where there is one.</summary>
    Score,

    /// <summary>A signed difference of scores as +0.012, with its interval where there is one.</summary>
    Gain,

    /// <summary>A share in [0, 1] as the 86 of "86 in 100".</summary>
    OutOfHundred,

    /// <summary>A signed difference of shares in percentage points, as +31.</summary>
    Points,

    /// <summary>Up to four significant digits, as a measured value of the data: 182.4</summary>
    Number,

    /// <summary>A value that is written into cells, as it stands there: 162.55</summary>
    Cell,

    /// <summary>A ratio as 3.1.</summary>
    Times,

    /// <summary>Seconds as "34 s" or "2 min".</summary>
    Duration,

    /// <summary>Days since 1970-01-01 as a date in the reader's order.</summary>
    Date,

    /// <summary>Bytes as "1.4 MB".</summary>
    Bytes,

    /// <summary>A figure near zero, as 3E-14.</summary>
    Tiny,
}

/// <summary>
/// A number that was computed, with where it came from ("profile.rows"), so that it can be traced and computed again. Messages
/// carry facts, never digits written by hand; the renderer formats them.
/// </summary>
/// <param name="Source">Path of the figure in the results it was taken from.</param>
/// <param name="Low">Lower end of its 95 % interval, where it has one.</param>
internal sealed record Fact(string Source, double Value, FactFormat Format, double? Low = null, double? High = null)
{
    public static Fact Count(string source, long value) => new(source, value, FactFormat.Count);

    public static Fact Share(string source, double value) => new(source, value, FactFormat.Share);

    public static Fact Number(string source, double value) => new(source, value, FactFormat.Number);

    public static Fact Times(string source, double value) => new(source, value, FactFormat.Times);

    public static Fact OutOfHundred(string source, double value) => new(source, value, FactFormat.OutOfHundred);

    public static Fact Points(string source, double value) => new(source, value, FactFormat.Points);

    public static Fact Seconds(string source, double value) => new(source, value, FactFormat.Duration);

    public static Fact Bytes(string source, long value) => new(source, value, FactFormat.Bytes);

    public static Fact Date(string source, DateTime day) => new(source, (day.Date - DateTime.UnixEpoch).TotalDays, FactFormat.Date);

    public static Fact Score(string source, DataScience.Evaluation.Estimate estimate) =>
        new(source, estimate.Value, FactFormat.Score, estimate.Low, estimate.High);

    public static Fact Gain(string source, DataScience.Evaluation.Estimate estimate) =>
        new(source, estimate.Value, FactFormat.Gain, estimate.Low, estimate.High);

    public static Fact ShareOf(string source, DataScience.Evaluation.Estimate estimate) =>
        new(source, estimate.Value, FactFormat.Share, estimate.Low, estimate.High);

    /// <summary>The same figure without its interval, for a headline.</summary>
    [JsonIgnore]
    public Fact Alone => this with { Low = null, High = null };
}
