using System.Security.Cryptography;
using ChurnChatBot.Messages;
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
    public const int LongestName = PersonName.Longest;
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

    /// <summary>A name in one line; under the bot's own, messages would be taken for the bot's.</summary>
    public static string Clean(string name) => PersonName.Clean(name) is var clean && clean == MessageRow.BotAuthor ? DefaultName : clean;

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
