using System.Globalization;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering;

/// <summary>Around one message: whose it is, when, for which reader, and what may be pressed.</summary>
internal sealed record RenderOptions
{
    /// <summary>The message's stable id, unique on the page.</summary>
    public required string MessageId { get; init; }

    public int Revision { get; init; } = 1;

    /// <summary>Name of the person who wrote it; null is the bot.</summary>
    public string? Author { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>The reader's culture for figures and dates.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>Address of a file; null where files cannot be reached from, and then only their names are shown.</summary>
    public Func<FileOffer, string?> FileAddress { get; init; } = _ => null;

    /// <summary>False leaves out all that can be pressed or filled in: for a report.</summary>
    public bool IsInteractive { get; init; } = true;

    /// <summary>Level of the message's headings, 1 to 5.</summary>
    public int HeadingLevel { get; init; } = 2;

    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(MessageId)) throw new ArgumentException("A message needs an id.");
        if (HeadingLevel is < 1 or > 5) throw new ArgumentException($"HeadingLevel is {HeadingLevel}; expected 1 to 5.");
    }
}
