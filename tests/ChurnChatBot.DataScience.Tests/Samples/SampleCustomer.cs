using System.Globalization;

namespace ChurnChatBot.DataScience.Tests.Samples;

/// <summary>One invented customer: the truth first, then how an export spoils it.</summary>
internal sealed record SampleCustomer
{
    public required int Number { get; init; }

    public required int Age { get; init; }

    public required string City { get; init; }

    public required DateOnly Joined { get; init; }

    public required DateOnly LastPurchase { get; init; }

    /// <summary>The logarithm of what they spend a month, in standard deviations from the middle.</summary>
    public required double Generosity { get; init; }

    public required double TotalSpend { get; init; }

    public bool Churned { get; init; }

    public bool SpendMissing { get; init; }

    public bool LastPurchaseMissing { get; init; }

    /// <summary>What stands in the file for the age where that is not the truth: "", "-1", "0", "142".</summary>
    public string? WrittenAge { get; init; }

    public bool DayFirst { get; init; }

    /// <summary>A cell of <see cref="City"/> as somebody typed it, where that differs.</summary>
    public string? WrittenCity { get; init; }

    public string Id => string.Create(CultureInfo.InvariantCulture, $"C{Number:00000}");

    public string ToCsvLine()
    {
        var format = DayFirst ? "dd.MM.yyyy" : "yyyy-MM-dd";
        string[] cells =
        [
            Id,
            WrittenAge ?? Age.ToString(CultureInfo.InvariantCulture),
            WrittenCity ?? City,
            Joined.ToString(format, CultureInfo.InvariantCulture),
            LastPurchaseMissing ? "" : LastPurchase.ToString(format, CultureInfo.InvariantCulture),
            SpendMissing ? "" : TotalSpend.ToString("0.00", CultureInfo.InvariantCulture),
            Churned ? "1" : "0",
        ];
        return string.Join(',', cells);
    }
}
