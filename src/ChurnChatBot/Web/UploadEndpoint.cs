using ChurnChatBot.Conversations;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChurnChatBot.Web;

/// <summary>
/// A dropped file: the body goes straight from the network into the artifact store, never as a whole through memory, and then a turn
/// names it. The page sends the bare bytes with <c>?name=</c> and <c>?turn=</c>; the first file of a form is taken as well.
/// </summary>
internal static class UploadEndpoint
{
    /// <summary>Room for the frame that a form puts around the file.</summary>
    private const int FormOverhead = 64 * 1024;

    public static async Task<IResult> AcceptAsync(string id, HttpContext context, IArtifactStore artifacts, WebInbox inbox, WebOptions options)
    {
        if (!ConversationId.IsValid(id)) return WebProblem.NotFound("There is no such project.");
        var request = context.Request;
        if (!Guid.TryParse(request.Query["turn"], out var turnId)) return WebProblem.BadRequest("turn is missing; expected a UUID.");
        if (request.ContentLength > options.MaxUploadBytes + FormOverhead) return TooLarge(options);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = options.MaxUploadBytes + FormOverhead;
        try
        {
            var (name, content) = await OpenAsync(request, context.RequestAborted);
            if (content is null) return WebProblem.BadRequest("There is no file in the form.");
            var stored = await artifacts.SaveAsync(content, options.MaxUploadBytes, context.RequestAborted);
            var file = new TurnFile(FileName.Clean(name), stored.Hash, stored.Size);
            await inbox.AcceptAsync(context, id, new WebTurn(turnId) { Files = [file] });
            return Results.Json(new { file.Name, file.Size }, statusCode: StatusCodes.Status202Accepted);
        }
        catch (ArtifactTooLargeException)
        {
            return TooLarge(options);
        }
        catch (BadHttpRequestException broken)
        {
            return broken.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(options) : WebProblem.BadRequest("The file did not arrive whole. Send it again.");
        }
        catch (InvalidDataException)
        {
            return WebProblem.BadRequest("The form around the file could not be read.");
        }
    }

    private static async Task<(string Name, Stream? Content)> OpenAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return (request.Query["name"].ToString(), request.Body);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= 200 }) throw new InvalidDataException("The form has no usable boundary.");
        var parts = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8192 };
        while (await parts.ReadNextSectionAsync(cancellation) is { } part)
        {
            if (part.AsFileSection() is { } file) return (file.FileName, part.Body);
        }
        return ("", null);
    }

    private static IResult TooLarge(WebOptions options) => WebProblem.Result(413, "The file is too large",
        $"Files of up to {FactText.Format(Fact.Bytes("web.max_upload", options.MaxUploadBytes))} are taken here.");
}
