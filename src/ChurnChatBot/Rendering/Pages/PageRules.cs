using System.Globalization;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Pages;

/// <summary>What a channel's pages hold, and how it measures what stands on them.</summary>
internal sealed record PageRules
{
    /// <summary>For the sections of one page, besides what is on every page.</summary>
    public required PageSize Room { get; init; }

    /// <summary>The largest part that is not divided further, as it is drawn.</summary>
    public required PageSize MostPart { get; init; }

    /// <summary>Of a section as it is drawn.</summary>
    public required Func<MessageSection, PageSize> SizeOf { get; init; }

    /// <summary>Of words alone, as they are drawn.</summary>
    public required Func<TextRun, int> LengthOf { get; init; }

    /// <summary>The longest piece of a text that goes on on the next page.</summary>
    public required int MostPiece { get; init; }

    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>Whether personal data is left out.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether the channel draws it; of the others the table stands in its place.</summary>
    public Func<Figure, bool> Draws { get; init; } = _ => true;

    /// <summary>Whether each section of details begins on a page of its own, so that a button can lead to it.</summary>
    public bool PartsDetails { get; init; }

    public IReadOnlyList<RichText> Pieces(RichText text) => TextPieces.Of(text, LengthOf, MostPiece);
}
