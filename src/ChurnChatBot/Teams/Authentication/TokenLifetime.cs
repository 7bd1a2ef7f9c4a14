namespace ChurnChatBot.Teams.Authentication;

/// <summary>When a token holds, with the skew that clocks are allowed.</summary>
internal readonly record struct TokenLifetime(DateTimeOffset NotBefore, DateTimeOffset Expires)
{
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <returns>Null when the token holds at that time.</returns>
    public CallerRefusal? At(DateTimeOffset now)
    {
        if (now - Expires >= Skew) return CallerRefusal.Expired;
        return NotBefore - now > Skew ? CallerRefusal.NotYetValid : null;
    }
}
