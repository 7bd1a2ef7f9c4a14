using System.Text;
using ChurnChatBot.Slack.Inbound;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ChurnChatBot.Tests.Slack.Inbound;

public sealed class RequestSignatureTests
{
    /// <summary>The example of Slack's documentation.</summary>
    private const string DocumentedBody =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private const string DocumentedSignature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private const long DocumentedTime = 1531420618;

    private static SignatureRefusal? Check(StringValues signature, StringValues timestamp, string body = DocumentedBody, long now = DocumentedTime) => RequestSignature.Check(
        new HeaderDictionary { ["X-Slack-Signature"] = signature, ["X-Slack-Request-Timestamp"] = timestamp }, Encoding.UTF8.GetBytes(body), SlackHost.Secret, DateTimeOffset.FromUnixTimeSeconds(now));

    [Fact]
    public void DocumentedExample_IsSlacks() => Assert.Null(Check(DocumentedSignature, "1531420618"));

    [Theory]
    [InlineData(-301, SignatureRefusal.Time)]
    [InlineData(-300, null)]
    [InlineData(0, null)]
    [InlineData(300, null)]
    [InlineData(301, SignatureRefusal.Time)]
    [InlineData(86_400, SignatureRefusal.Time)]
    [InlineData(-86_400, SignatureRefusal.Time)]
    internal void Time_IsLookedAtInBothDirections(int late, SignatureRefusal? refusal) => Assert.Equal(refusal, Check(DocumentedSignature, "1531420618", now: DocumentedTime + late));

    [Fact]
    public void Body_ThatWasChanged_IsRefused() => Assert.Equal(SignatureRefusal.Signature, Check(DocumentedSignature, "1531420618", DocumentedBody + "&text=approve"));

    [Fact]
    public void Timestamp_ThatWasMovedWithTheOldSignature_IsRefused() => Assert.Equal(SignatureRefusal.Signature, Check(DocumentedSignature, "1531420619"));

    [Theory]
    [InlineData(DocumentedSignature + "=more")]
    [InlineData(DocumentedSignature + "00")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57")]
    [InlineData("v0=z2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=")]
    [InlineData("")]
    public void Signature_OfAnotherForm_IsRefused(string signature) => Assert.Equal(SignatureRefusal.Headers, Check(signature, "1531420618"));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1531420618")]
    [InlineData(" 1531420618")]
    [InlineData("1531420618.5")]
    [InlineData("99999999999999999999")]
    public void Timestamp_OfAnotherForm_IsRefused(string timestamp) => Assert.Equal(SignatureRefusal.Headers, Check(DocumentedSignature, timestamp));

    [Fact]
    public void Headers_ThatAreMissingOrThereTwice_AreRefused()
    {
        Assert.Equal(SignatureRefusal.Headers, Check(StringValues.Empty, "1531420618"));
        Assert.Equal(SignatureRefusal.Headers, Check(DocumentedSignature, StringValues.Empty));
        Assert.Equal(SignatureRefusal.Headers, Check(new StringValues([DocumentedSignature, DocumentedSignature]), "1531420618"));
        Assert.Equal(SignatureRefusal.Headers, Check(DocumentedSignature, new StringValues(["1531420618", "1531420618"])));
    }

    [Fact]
    public void Body_IsTakenAsItWasSigned_AndInNoOtherForm() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<byte>>(),
        ArbMap.Default.ArbFor<NonNegativeInt>(),
        (bytes, place) =>
        {
            var body = Convert.ToHexString(bytes.Get);
            var signature = SlackHost.Sign(DocumentedTime, body);
            var changed = body.ToCharArray();
            changed[place.Get % changed.Length] ^= (char)1;
            return Check(signature, "1531420618", body) is null && Check(signature, "1531420618", new string(changed)) == SignatureRefusal.Signature;
        }).QuickCheckThrowOnFailure();
}
