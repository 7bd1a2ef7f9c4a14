using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ChurnChatBot.Web;

/// <summary>Reads a small JSON request: of bounded size and depth, and only when it says that it is JSON, which a foreign form cannot.</summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <returns>The body, or the refusal to answer with.</returns>
    public static async Task<(T? Body, IResult? Refusal)> ReadAsync<T>(HttpRequest request, int maxBytes)
        where T : class
    {
        if (!request.HasJsonContentType()) return (null, WebProblem.Result(415, "Expected JSON", "Send the request as application/json."));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = maxBytes;
        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(request.Body, Format, request.HttpContext.RequestAborted);
            return body is null ? (null, WebProblem.BadRequest("Found null where an object was expected.")) : (body, null);
        }
        catch (JsonException)
        {
            return (null, WebProblem.BadRequest("The request is not JSON of the expected form."));
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, WebProblem.Result(413, "Too much at once", "The request is larger than a message may be."));
        }
    }
}
