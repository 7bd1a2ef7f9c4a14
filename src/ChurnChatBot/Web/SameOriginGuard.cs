namespace ChurnChatBot.Web;

/// <summary>
/// Keeps other sites out. A foreign name that resolves to this machine (DNS rebinding) is refused by the Host header, a foreign page that
/// posts here by its Origin. Also sets the headers that forbid scripts, frames and guesses about media types.
/// </summary>
internal sealed class SameOriginGuard(WebOptions options) : IEndpointFilter
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private readonly HashSet<string> _hosts = new(["localhost", "127.0.0.1", "[::1]", .. options.AllowedHosts], StringComparer.OrdinalIgnoreCase);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        SetHeaders(context.HttpContext.Response.Headers);
        if (!_hosts.Contains(request.Host.Host))
            return ValueTask.FromResult<object?>(WebProblem.Result(403, "This address is not served here", "Open the page under the address that was printed at start, or add the name to Web:AllowedHosts."));
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !IsOwnOrigin(request))
            return ValueTask.FromResult<object?>(WebProblem.Result(403, "The request came from another page", "Requests that change something must carry the Origin of this page."));
        return next(context);
    }

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
