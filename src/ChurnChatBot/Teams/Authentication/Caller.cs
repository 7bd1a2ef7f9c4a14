using ChurnChatBot.Conversations.Transfers;
namespace ChurnChatBot.Teams.Authentication;

/// <summary>Who posted an activity. It was admitted before the body was read, and must fit the activity that was then found in it.</summary>
internal abstract record Caller
{
    /// <summary>Whether a token of the channel vouches for the service address, so that the bot's own token may be sent there.</summary>
    public abstract bool IsVerified { get; }

    /// <returns>Null when the activity is one that this caller may post.</returns>
    public abstract CallerRefusal? Matches(string? serviceUrl, string? channelId);
}

/// <summary>A program on this machine, where no app is registered.</summary>
internal sealed record LocalCaller : Caller
{
    public static readonly LocalCaller Instance = new();

    private LocalCaller()
    {
    }

    public override bool IsVerified => false;

    public override CallerRefusal? Matches(string? serviceUrl, string? channelId) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) && Loopback.IsHttp(address) ? null : CallerRefusal.ServiceNotLocal;
}

/// <summary>The channel service, known by a token that it signed. The token's text is not kept.</summary>
internal sealed record VerifiedCaller(string ServiceUrl, SigningKey Key, TokenLifetime Lifetime) : Caller
{
    public override bool IsVerified => true;

    /// <summary>
    /// One service writes both the claim and the activity, so they are the same text; only a slash at the end is let pass, which some
    /// clients add when they join addresses. Case is compared too: it means something in the path of an address, and a difference in it
    /// would show that the two do not come from one hand.
    /// </summary>
    public override CallerRefusal? Matches(string? serviceUrl, string? channelId)
    {
        if (serviceUrl is null || !WithoutSlash(serviceUrl).SequenceEqual(WithoutSlash(ServiceUrl))) return CallerRefusal.WrongServiceUrl;
        return Key.Endorses(channelId) ? null : CallerRefusal.ChannelNotEndorsed;
    }

    private static ReadOnlySpan<char> WithoutSlash(string address) => address.EndsWith('/') ? address.AsSpan(0, address.Length - 1) : address;
}
