using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>How Slack signs what it sends: HMAC-SHA256 over version, time and the raw body. See docs.slack.dev/authentication/verifying-requests-from-slack.</summary>
internal static class SlackSignature
{
    public const string Header = "x-slack-signature";
    public const string TimestampHeader = "x-slack-request-timestamp";

    public static string Sign(string secret, long timestamp, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"v0:{timestamp}:{body}");
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }
}
