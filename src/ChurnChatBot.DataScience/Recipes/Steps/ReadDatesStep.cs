using System.Globalization;
using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>Dates kept as text become dates. A cell that no format reads becomes missing.</summary>
/// <param name="Column">A column of text or levels.</param>
/// <param name="Formats">
/// .NET date formats in the order tried ("dd.MM.yyyy", "MM/dd/yyyy"): which of day and month comes first is thereby settled. One
/// digit is read where two are written. ISO 8601 dates, with or without a time, are always tried first: they have one reading.
/// </param>
public sealed record ReadDatesStep(string Column, ValueList<string> Formats) : UnlearnedStep
{
    private static readonly string[] Iso = ["yyyy-M-d", "yyyy-M-d'T'H:m", "yyyy-M-d H:m", "yyyy-M-d'T'H:m:s.FFFFFFF", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-d'T'H:m:s.FFFFFFF'Z'"];

    [JsonIgnore]
    public override string Kind => "read_dates";

    [JsonIgnore]
    public override string? Subject => Column;

    internal override Dataset Transform(Dataset dataset)
    {
        if (!dataset.TryGetColumn(Column, out var column) || column is DateColumn) return dataset;
        string[] formats = [.. Iso, .. Formats.Select(Lenient)];
        return dataset.With(new DateColumn(Column, Cells.Select(column, cell => Ticks(cell, formats), DateColumn.MissingTicks)));
    }

    private protected override string? Objection(Dataset training) =>
        training[Column] is DateColumn ? $"`{Column}` already holds dates" : null;

    private static long Ticks(string cell, string[] formats)
    {
        cell = cell.Trim();
        foreach (var format in formats)
        {
            if (TryRead(cell, format, out var date)) return date.Ticks;
        }

        return DateColumn.MissingTicks;
    }

    // A format comes from a plan: one that .NET cannot use reads nothing.
    private static bool TryRead(string cell, string format, out DateTime date)
    {
        date = default;
        try
        {
            return format.Length > 1 && DateTime.TryParseExact(cell, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // "dd" reads exactly two digits, "d" reads one or two; fractions of a second may follow seconds.
    private static string Lenient(string format)
    {
        var lenient = format.Contains("ddd", StringComparison.Ordinal) ? format : format.Replace("dd", "d", StringComparison.Ordinal);
        if (!lenient.Contains("MMM", StringComparison.Ordinal)) lenient = lenient.Replace("MM", "M", StringComparison.Ordinal);
        if (lenient.Contains(":ss", StringComparison.Ordinal) && !lenient.Contains('F', StringComparison.Ordinal))
            lenient = lenient.Replace(":ss", ":ss.FFFFFFF", StringComparison.Ordinal);
        // Without separators the digits must be counted: "yyyyMMdd".
        return format.Any(sign => !char.IsAsciiLetter(sign)) ? lenient : format;
    }
}
