namespace ChurnChatBot.Teams.Authentication;

/// <summary>Why a caller is not answered: for the log and for tests. The caller itself learns only that it is not authorised.</summary>
internal enum CallerRefusal
{
    /// <summary>No Authorization header, another scheme than Bearer, or nothing behind it.</summary>
    MissingToken,

    /// <summary>Two Authorization headers, of which others on the way may have looked at the other one.</summary>
    SeveralTokens,

    OversizedToken,

    /// <summary>Not a signed token of three parts with the JSON that is expected in it.</summary>
    MalformedToken,

    /// <summary>Signed otherwise than with RS256, or not at all.</summary>
    WrongAlgorithm,

    UnknownKey,

    /// <summary>The announced keys could not be read yet; the caller may be genuine and should try again.</summary>
    KeysUnavailable,

    WrongSignature,

    WrongIssuer,

    WrongAudience,

    /// <summary>No time at which the token begins or ends.</summary>
    MissingLifetime,

    Expired,

    NotYetValid,

    MissingServiceUrl,

    /// <summary>The token was made for another service address than the one the activity names.</summary>
    WrongServiceUrl,

    /// <summary>The key may not sign for the channel that the activity names.</summary>
    ChannelNotEndorsed,

    /// <summary>No app is registered, and the caller is on another machine.</summary>
    NotLocal,

    /// <summary>No app is registered, and the request came through a proxy or a tunnel.</summary>
    Forwarded,

    /// <summary>No app is registered, and the request was meant for a name that is not this machine's loopback.</summary>
    ForeignHost,

    /// <summary>No app is registered, and a web page made the request.</summary>
    FromWebPage,

    /// <summary>No app is registered, and answers would go to another machine.</summary>
    ServiceNotLocal,
}
