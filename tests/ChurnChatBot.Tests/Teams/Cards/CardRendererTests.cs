using System.Text;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;
using ChurnChatBot.Teams.Cards;
using ChurnChatBot.Teams.Protocol;
using ChurnChatBot.Tests.Rendering;

namespace ChurnChatBot.Tests.Teams.Cards;

/// <summary>Every card of the product as an Adaptive Card. The folder that CHURN_CARDS names gets them as files, for a check by other software.</summary>
public sealed class CardRendererTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CHURN_CARDS");

    public static TheoryData<string> Names => [.. Messages.Keys];

    private static Dictionary<string, Func<ReplyMessage>> Messages { get; } =
        Writers.Cards.All.Concat(SampleMessages.All.Select((message, i) => KeyValuePair.Create($"sample_{i}", (Func<ReplyMessage>)(() => message)))).ToDictionary();

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_EveryPageForEveryAudience_IsSmallEnough(string name)
    {
        var message = Messages[name]();
        foreach (var (kind, options) in (ValueTuple<string, CardOptions>[])
            [("personal", new() { MessageId = "m1" }), ("shared", new() { MessageId = "m1", IsShared = true, MayDecide = false }), ("working", new() { MessageId = "m1", IsWorking = true })])
        {
            var pages = CardRenderer.CountPages(message, options);
            for (var page = 0; page < pages; page++)
            {
                var card = CardRenderer.Render(message, options with { View = new CardView(page) });
                var json = card.ToJsonString(ProtocolJson.Options);
                Assert.InRange(Encoding.UTF8.GetByteCount(json), 1, options.MaxBytes);
                AssertButtonsAreNamed(card);
                if (Folder is not null) File.WriteAllText(Path.Combine(Folder, $"{name}-{kind}-{page}.json"), json);
            }
        }
    }

    [Fact]
    public void PersonalData_WhereOthersRead_IsLeftOutUnlessTheProjectAllowsIt()
    {
        var options = new CardOptions { MessageId = "m1", IsShared = true };

        var hidden = CardRenderer.Render(SampleMessages.AtRisk, options).ToJsonString();
        var allowed = CardRenderer.Render(SampleMessages.AtRisk with { NamesCustomers = true }, options).ToJsonString();

        Assert.DoesNotContain("C00001", hidden, StringComparison.Ordinal);
        Assert.Contains("show_privately", hidden, StringComparison.Ordinal);
        Assert.Contains("C00001", allowed, StringComparison.Ordinal);
        Assert.Contains("C00001", CardRenderer.Render(SampleMessages.AtRisk, options with { IsShared = false }).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ticks_ComeFromTheInputsThenTheOtherPagesThenTheMessage()
    {
        Assert.Equal("dates,age-limits,fill-age,fill-spend", TickedItems.Merge(SampleMessages.Cleaning, new Dictionary<string, string>()));
        Assert.Equal("dates,duplicates", TickedItems.Merge(SampleMessages.Cleaning, new Dictionary<string, string> { ["ticked"] = TickedItems.Write(SampleMessages.Cleaning, new HashSet<string> { "dates" })!, ["items:duplicates"] = "true", ["items:fill-age"] = "false" }));
        Assert.Equal("dates,age-limits,fill-age,fill-spend", TickedItems.Merge(SampleMessages.Cleaning, new Dictionary<string, string> { ["ticked"] = "00000000.00" }));
        Assert.Null(TickedItems.Merge(SampleMessages.CleaningDecided, new Dictionary<string, string>()));
    }

    private static void AssertButtonsAreNamed(JsonNode node)
    {
        if (node is JsonObject element)
        {
            if (((string?)element["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true) Assert.NotEmpty((string?)element["title"] ?? "");
            foreach (var (_, value) in element) if (value is not null) AssertButtonsAreNamed(value);
        }
        else if (node is JsonArray list) foreach (var value in list) if (value is not null) AssertButtonsAreNamed(value);
    }
}
