using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Web;

/// <summary>
/// Who sits before the page: a random id and the name they gave, in cookies that other sites' requests do not carry. Nobody signs in here;
/// the name is what they say it is.
/// </summary>
internal static class WebPerson
{
    public const string DefaultName = "You";
    public const int LongestName = 60;
    private const string IdCookie = "churnchatbot_person";
    private const string NameCookie = "churnchatbot_name";

    /// <summary>Null where they were not asked yet.</summary>
    public static string? NameOf(HttpRequest request) =>
        request.Cookies.TryGetValue(NameCookie, out var name) && Clean(name) is { Length: > 0 } clean ? clean : null;

    /// <summary>The person of a request that changes something; whoever has no id yet gets one.</summary>
    public static Person Of(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(IdCookie, out var id) || !ConversationId.IsValid(id))
        {
            id = ConversationId.New();
            context.Response.Cookies.Append(IdCookie, id, Settings(context.Request));
        }
        return new Person($"{WebChannel.ChannelName}:{id}", NameOf(context.Request) ?? DefaultName);
    }

    public static void Remember(HttpContext context, string name)
    {
        var clean = Clean(name);
        context.Response.Cookies.Append(NameCookie, clean.Length == 0 ? DefaultName : clean, Settings(context.Request));
    }

    /// <summary>A name in one line: without control characters and marks of direction, at most 60 characters.</summary>
    public static string Clean(string name)
    {
        var clean = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned;
            if (!isHidden && rune != Rune.ReplacementChar) clean.Append(rune);
        }
        var trimmed = clean.ToString().Trim();
        // Under this name messages are the bot's own.
        if (trimmed == MessageRow.BotAuthor) return DefaultName;
        if (trimmed.Length <= LongestName) return trimmed;
        var end = char.IsHighSurrogate(trimmed[LongestName - 1]) ? LongestName - 1 : LongestName;
        return trimmed[..end].Trim();
    }

    private static CookieOptions Settings(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
        Path = "/",
    };
}

/// <summary>Ids of web conversations: 128 random bits as 32 hex digits, so that nobody guesses another's.</summary>
internal static class ConversationId
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static bool IsValid(string? id) => id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower);
}
