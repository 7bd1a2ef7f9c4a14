using System.Globalization;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// Handle of a message that is still being written before the person's eyes: everything that its next part needs, so that another process can
/// go on with it. Once the stream has ended, the message's handle is the stream's id.
/// </summary>
/// <param name="Sequence">Of the last part.</param>
internal sealed record StreamHandle(string StreamId, int Sequence, DateTimeOffset StartedAt)
{
    private const string Prefix = "stream:";

    public StreamHandle Next => this with { Sequence = Sequence + 1 };

    /// <returns>Null for the handle of a message that is no stream.</returns>
    public static StreamHandle? Read(string handle)
    {
        if (!handle.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        // Read from the end: the id is the service's own and may hold anything.
        var started = handle.LastIndexOf(':');
        var sequence = handle.LastIndexOf(':', started - 1);
        return sequence > Prefix.Length
            && int.TryParse(handle.AsSpan(sequence + 1, started - sequence - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && long.TryParse(handle.AsSpan(started + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new StreamHandle(handle[Prefix.Length..sequence], part, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{StreamId}:{Sequence}:{StartedAt.ToUnixTimeMilliseconds()}");
}
