namespace ChurnChatBot.DataScience.Intake;

/// <summary>The limits a file is read within, and what a person chose where the file leaves a choice.</summary>
public sealed record IntakeOptions
{
    /// <summary>Bytes of the file, and of what an archive in it unpacks to. Default 1 GiB, at most just under 2 GiB.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Bytes that the parts of a workbook declare to unpack to. Default 2 GiB.</summary>
    public long MaxUnpackedBytes { get; init; } = 2L << 30;

    public int MaxColumns { get; init; } = 2_000;

    public int MaxRows { get; init; } = 5_000_000;

    /// <summary>Characters of one cell. A quoted cell that grows beyond it is taken for an unclosed quote.</summary>
    public int MaxFieldLength { get; init; } = 100_000;

    /// <summary>Characters of one row.</summary>
    public int MaxRowLength { get; init; } = 4_000_000;

    /// <summary>How many rows set aside are kept to be shown; all are counted.</summary>
    public int MaxRowsSetAsideKept { get; init; } = 100;

    /// <summary>Characters kept of a row set aside.</summary>
    public int MaxTextKept { get; init; } = 200;

    /// <summary>A file with a larger share of rows set aside is refused, 0 to 1.</summary>
    public double MaxShareSetAside { get; init; } = 0.5;

    /// <summary>Distinct cells up to which a column can be categorical.</summary>
    public int MaxLevels { get; init; } = 100_000;

    /// <summary>The sheet of a workbook to read, or null to choose it by evidence.</summary>
    public string? Sheet { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A limit is not positive or larger than an array can hold.</exception>
    public void Validate()
    {
        InRange(MaxBytes, Array.MaxLength, nameof(MaxBytes));
        InRange(MaxUnpackedBytes, long.MaxValue, nameof(MaxUnpackedBytes));
        InRange(MaxColumns, 100_000, nameof(MaxColumns));
        InRange(MaxRows, 1_000_000_000, nameof(MaxRows));
        InRange(MaxFieldLength, 100_000_000, nameof(MaxFieldLength));
        InRange(MaxRowLength, 500_000_000, nameof(MaxRowLength));
        InRange(MaxRowsSetAsideKept, 1_000_000, nameof(MaxRowsSetAsideKept));
        InRange(MaxTextKept, 100_000, nameof(MaxTextKept));
        InRange(MaxLevels, 10_000_000, nameof(MaxLevels));
        if (MaxShareSetAside is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(MaxShareSetAside), MaxShareSetAside, "Must be from 0 to 1.");
    }

    private static void InRange(long value, long max, string name)
    {
        if (value < 1 || value > max)
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"Must be from 1 to {max}."));
    }
}
