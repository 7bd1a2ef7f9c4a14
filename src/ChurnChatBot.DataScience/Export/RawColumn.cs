using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Export;

/// <summary>A column of the customer file as it was read for training; a program outside has to read a later file alike.</summary>
/// <param name="Format">As <see cref="ColumnReading.Format"/>; of a date, what its cells are written in.</param>
public sealed record RawColumn(string Name, ColumnKind Kind, string? Format = null)
{
    /// <param name="raw">The file before any step of the recipe.</param>
    /// <param name="readings">What intake says of it; empty where it is not known any more.</param>
    public static IReadOnlyList<RawColumn> Of(Dataset raw, IReadOnlyList<ColumnReading>? readings = null)
    {
        var formats = (readings ?? []).GroupBy(reading => reading.Column, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Format, StringComparer.Ordinal);
        return [.. raw.Columns.Select(column => new RawColumn(column.Name, column.Kind, formats.GetValueOrDefault(column.Name)))];
    }
}
