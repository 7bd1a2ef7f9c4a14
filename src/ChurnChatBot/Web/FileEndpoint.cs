using System.Text.RegularExpressions;
using ChurnChatBot.Messages;
using ChurnChatBot.Storage;
using Microsoft.Net.Http.Headers;

namespace ChurnChatBot.Web;

/// <summary>
/// Files to take away. Only those that belong to the project named in the address; the name in the address is for people, what is
/// served follows from the link in storage. A report opens in the browser inside a sandbox, everything else is saved.
/// </summary>
internal static partial class FileEndpoint
{
    private const string ReportPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static async Task<IResult> ServeAsync(string hash, string name, string? project, HttpContext context, ProjectDatabase database, IArtifactStore artifacts)
    {
        if (!ArtifactHash.IsValid(hash) || string.IsNullOrEmpty(project)) return Missing();
        if (await database.FindArtifactAsync(project, hash, context.RequestAborted) is not { } link || !artifacts.Exists(hash)) return Missing();
        var headers = context.Response.Headers;
        headers.CacheControl = "private, no-cache";
        var isReport = link.MediaType == "text/html";
        if (isReport) headers.ContentSecurityPolicy = ReportPolicy;
        else
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(FileName.Clean(link.Name));
            headers.ContentDisposition = disposition.ToString();
        }
        var type = isReport ? "text/html; charset=utf-8" : MediaType().IsMatch(link.MediaType) ? link.MediaType : "application/octet-stream";
        return Results.Stream(artifacts.OpenRead(hash), type, entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
    }

    private static IResult Missing() => WebProblem.NotFound("There is no such file in this project, or it was removed with it.");

    [GeneratedRegex("^[a-z]+/[a-z0-9.+-]{1,100}$")]
    private static partial Regex MediaType();
}
