using System.Globalization;

namespace ChurnChatBot.DataScience.Data;

/// <summary>Points in time without a zone, as ticks (100 ns since 0001-01-01); <see cref="MissingTicks"/> where missing.</summary>
public sealed class DateColumn : Column
{
    public const long MissingTicks = long.MinValue;

    private readonly long[] _ticks;

    /// <param name="name">The column's name.</param>
    /// <param name="ticks">One instant a row in <see cref="DateTime.Ticks"/>, or <see cref="MissingTicks"/>.</param>
    public DateColumn(string name, long[] ticks)
        : base(name)
    {
        _ticks = ticks;
    }

    public override ColumnKind Kind => ColumnKind.Date;

    public override int Length => _ticks.Length;

    public ReadOnlySpan<long> Ticks => _ticks;

    public DateTime? this[int row] => IsMissing(row) ? null : new DateTime(_ticks[row], DateTimeKind.Unspecified);

    public override bool IsMissing(int row) => _ticks[row] == MissingTicks;

    public override string? Format(int row)
    {
        if (this[row] is not { } instant) return null;
        var format = instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss";
        return instant.ToString(format, CultureInfo.InvariantCulture);
    }

    public override Column Renamed(string name) => new DateColumn(name, _ticks);

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var taken = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = _ticks[rows[i]];
        return new DateColumn(Name, taken);
    }
}
