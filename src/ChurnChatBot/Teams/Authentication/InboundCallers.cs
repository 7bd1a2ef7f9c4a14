namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// Decides who may post activities: the channel service where an app is registered, and never anybody without a token there; only programs
/// on this machine where none is.
/// </summary>
/// <param name="verifier">Null where no app is registered.</param>
internal sealed partial class InboundCallers(ChannelTokenVerifier? verifier, ILogger<InboundCallers> logger)
{
    /// <summary>Before the body is read.</summary>
    /// <returns>The caller, or why he is refused; never both.</returns>
    public async ValueTask<(Caller? Caller, CallerRefusal? Refusal)> AdmitAsync(HttpRequest request, CancellationToken cancellation)
    {
        var (caller, refusal) = verifier is null ? AdmitLocal(request) : await verifier.VerifyAsync(request.Headers.Authorization, cancellation).ConfigureAwait(false);
        if (refusal is { } reason) LogRefused(reason);
        return (caller, refusal);
    }

    /// <summary>After the body was read.</summary>
    /// <returns>Null when the activity is one that the caller may post.</returns>
    public CallerRefusal? Match(Caller caller, string? serviceUrl, string? channelId)
    {
        var refusal = caller.Matches(serviceUrl, channelId);
        if (refusal is { } reason) LogRefused(reason);
        return refusal;
    }

    private static (Caller? Caller, CallerRefusal? Refusal) AdmitLocal(HttpRequest request) =>
        LocalCallers.Refuse(request) is { } refusal ? (null, refusal) : (LocalCaller.Instance, null);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A caller of the Teams endpoint was refused: {Refusal}.")]
    private partial void LogRefused(CallerRefusal refusal);
}
