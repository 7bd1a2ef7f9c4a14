using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace ChurnChatBot.Web;

/// <summary>
/// The page's script, style sheets and icon, embedded in the program. The address of each holds a hash of its content, so a browser may
/// keep it for ever and still never sees an old one.
/// </summary>
internal sealed class PageAssets
{
    private const string Prefix = "ChurnChatBot.Web.Page.";

    /// <summary>The script that imports the others.</summary>
    private const string EntryScript = "page.js";

    private static readonly Dictionary<string, string> MediaTypes = new()
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly FrozenDictionary<string, Asset> _byName;
    private readonly FrozenDictionary<string, Asset> _byAddress;

    public PageAssets()
    {
        var names = typeof(PageAssets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).ToList();
        var parts = names.Where(name => name != EntryScript).Select(name => Describe(name, Read(name))).ToList();
        _byName = parts.Append(Describe(EntryScript, WithAddresses(Read(EntryScript), parts))).ToFrozenDictionary(asset => asset.Name);
        _byAddress = _byName.Values.ToFrozenDictionary(asset => asset.File);
    }

    public string AddressOf(string name) => "/assets/" + _byName[name].File;

    public IResult Serve(string file, HttpResponse response)
    {
        if (!_byAddress.TryGetValue(file, out var asset)) return WebProblem.NotFound("There is no such asset.");
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Content, asset.MediaType, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}\""));
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(Prefix + name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>An import names a file beside it; a browser must ask for the one of the same build.</summary>
    private static byte[] WithAddresses(byte[] script, IEnumerable<Asset> parts) =>
        Encoding.UTF8.GetBytes(parts.Aggregate(Encoding.UTF8.GetString(script), (text, part) => text.Replace($"\"./{part.Name}\"", $"\"./{part.File}\"", StringComparison.Ordinal)));

    private static Asset Describe(string name, byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        var extension = Path.GetExtension(name);
        return new Asset(name, $"{Path.GetFileNameWithoutExtension(name)}.{hash}{extension}", hash, MediaTypes[extension], content);
    }

    private sealed record Asset(string Name, string File, string Hash, string MediaType, byte[] Content);
}
