using System.Globalization;

namespace ChurnChatBot.Rendering;

/// <summary>What a section needs to know of the message around it.</summary>
internal sealed record SectionContext(RenderOptions Options)
{
    public CultureInfo Culture => Options.Culture;

    public bool IsInteractive => Options.IsInteractive;

    /// <summary>After the first heading, further ones stand a level below it.</summary>
    public bool HasHeading { get; init; }

    public string HeadingName => $"h{Options.HeadingLevel + (HasHeading ? 1 : 0)}";
}
