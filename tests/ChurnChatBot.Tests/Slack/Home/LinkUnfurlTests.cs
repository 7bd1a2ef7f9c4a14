using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Projects;
using ChurnChatBot.Slack;
using ChurnChatBot.Slack.Home;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Slack.Home;

public sealed class LinkUnfurlTests : HomeTest
{
    private const string Link = "https://churn.example.com/projects/thread-1";

    [Fact]
    public async Task Link_InAChannelThatSpeaksAboutTheProject_ShowsWhereItStands()
    {
        await ShareAsync(await WithChampionAsync());

        var shown = (await UnfurlAsync("C1", Link, "https://churn.example.com/projects/unknown"))!;

        Assert.Equal(("C1", "1700000001.000200"), (shown["channel"]!.GetValue<string>(), shown["ts"]!.GetValue<string>()));
        var (link, card) = Assert.Single(shown["unfurls"]!.AsObject());
        Assert.Equal(Link, link);
        var text = TextOf(card!);
        Assert.StartsWith("<!here>customers.csv|\nAll steps are done.|\nChampion: ", text, StringComparison.Ordinal);
        Assert.All(Nodes(card).Where(node => node["text"] is JsonValue), node => Assert.Equal("text", node["type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Link_ByTheProjectItself_IsShownAsWell()
    {
        await ShareAsync(Waiting());

        Assert.Contains("The cleaning plan waits for a decision.", TextOf((await UnfurlAsync("C1", "https://churn.example.com/projects/p1?from=slack#top"))!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T1", "C2")]
    [InlineData("T1", "D1")]
    [InlineData("T2", "C1")]
    public async Task Link_WhereNobodySpokeAboutTheProject_ShowsNothing(string team, string channel)
    {
        await ShareAsync(Waiting());

        Assert.Null(await Unfurl.OfAsync(new SharedLinks(team, channel, "1.2", [Link]), CancellationToken.None));
    }

    [Theory]
    [InlineData("http://churn.example.com/projects/thread-1")]
    [InlineData("https://churn.example.com.evil.example/projects/thread-1")]
    [InlineData("https://evil.example/projects/thread-1")]
    [InlineData("https://user@churn.example.com/projects/thread-1")]
    [InlineData("https://churn.example.com:8443/projects/thread-1")]
    [InlineData("https://churn.example.com/files/thread-1")]
    [InlineData("https://churn.example.com/projects/")]
    [InlineData("https://churn.example.com/projects/thread-1/events")]
    [InlineData("not an address")]
    public async Task Link_ThatIsNotOfAProject_ShowsNothing(string link)
    {
        await ShareAsync(Waiting());

        Assert.Null(await UnfurlAsync("C1", link));
    }

    [Fact]
    public async Task Links_BeyondTheirNumber_AreNotLookedAt()
    {
        await ShareAsync(Waiting());

        Assert.Null(await UnfurlAsync("C1", [.. Enumerable.Range(0, 10).Select(number => $"https://churn.example.com/projects/other-{number}"), Link]));
    }

    [Fact]
    public void Event_OfASentMessage_IsRead()
    {
        var shared = Read("""{"type":"link_shared","channel":"C1","message_ts":"1.2","source":"conversations_history","links":[{"domain":"churn.example.com","url":"https://a"},{"url":7},8]}""")!;

        Assert.Equal(("T1", "C1", "1.2", "https://a"), (shared.TeamId, shared.ChannelId, shared.MessageTs, Assert.Single(shared.Links)));
    }

    [Theory]
    [InlineData("""{"channel":"COMPOSER","message_ts":"Uxx-1","source":"composer","links":[{"url":"https://a"}]}""")]
    [InlineData("""{"channel":"C1","message_ts":"Uxx-1","links":[]}""")]
    [InlineData("""{"channel":"../C1","message_ts":"1.2","links":[]}""")]
    [InlineData("""{"channel":"C1","message_ts":"1.2","links":"https://a"}""")]
    [InlineData("""[]""")]
    public void Event_OfALinkStillBeingWrittenOrOfOddForm_IsNotRead(string json) => Assert.Null(Read(json));

    private LinkUnfurl Unfurl => new(new SlackOptions { PublicAddress = new Uri("https://churn.example.com") }, Database, Standings);

    /// <summary>One project that both a page and a thread in channel C1 speak about.</summary>
    private async Task ShareAsync(ProjectState state)
    {
        await AddAsync(new SeededProject("p1", "<!here>customers.csv") { State = state, Conversation = Thread });
        Assert.Equal(CommitOutcome.Committed, await Database.CommitAsync(Commit(1, StoredJson.Write(state)) with
        {
            Name = "<!here>customers.csv",
            LinkConversation = new ConversationKey(SlackNames.Channel, Place.Address.ConversationId),
        }));
    }

    private Task<JsonObject?> UnfurlAsync(string channel, params string[] links) =>
        Unfurl.OfAsync(new SharedLinks("T1", channel, "1700000001.000200", links), CancellationToken.None);

    private static SharedLinks? Read(string json) => SharedLinks.Read("T1", JsonElement.Parse(json));
}
