using System.Globalization;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>For whom and in what state a message is drawn in Block Kit.</summary>
internal sealed record BlockOptions
{
    public required string MessageId { get; init; }

    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>Others read along: personal data is left out unless the message allows it.</summary>
    public bool IsShared { get; init; }

    /// <summary>Which part of a message that does not fit into one, from 0.</summary>
    public int Page { get; init; }

    /// <summary>Ids of items that are ticked on other pages, comma-separated; null for the first look at the message.</summary>
    public string? Ticked { get; init; }

    /// <summary>A button was pressed and what comes of it is not known yet: nothing can be pressed, and the message says that it is worked on.</summary>
    public bool IsWorking { get; init; }

    /// <summary>Whether charts and sortable tables of Slack are used; where a workspace refuses them, plain tables are.</summary>
    public bool UsesNewBlocks { get; init; } = true;
}
