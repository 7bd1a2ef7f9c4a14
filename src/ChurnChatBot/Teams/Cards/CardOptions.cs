using System.Globalization;

namespace ChurnChatBot.Teams.Cards;

/// <summary>For whom and in what state a message is drawn as a card.</summary>
internal sealed record CardOptions
{
    public required string MessageId { get; init; }

    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>Others read along: personal data is left out unless the message allows it.</summary>
    public bool IsShared { get; init; }

    /// <summary>Which part of a message that does not fit into one card.</summary>
    public CardView View { get; init; } = new();

    /// <summary>A button was pressed and what comes of it is not known yet: nothing can be pressed, and the card says that it is worked on.</summary>
    public bool IsWorking { get; init; }

    /// <summary>Whether the person it is drawn for may decide; where not, the card says that it waits for somebody who may.</summary>
    public bool MayDecide { get; init; } = true;

    /// <summary>Channel ids of people for whom the card is drawn anew when they see it. At most 60.</summary>
    public IReadOnlyList<string> RefreshFor { get; init; } = [];

    /// <summary>The largest card, in bytes of UTF-8. Teams takes messages of about 28 kB; the rest is for what is around the card.</summary>
    public int MaxBytes { get; init; } = 24_000;
}

/// <param name="Page">From 0.</param>
/// <param name="Ticked">Ids of items that are ticked on other pages, comma-separated; null for the first look at the message.</param>
internal sealed record CardView(int Page = 0, string? Ticked = null);
