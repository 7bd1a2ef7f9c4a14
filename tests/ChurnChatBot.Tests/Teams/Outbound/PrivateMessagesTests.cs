using ChurnChatBot.Messages;
using ChurnChatBot.Tests.Teams.StandIn;

namespace ChurnChatBot.Tests.Teams.Outbound;

/// <summary>What is for one person in a conversation that others read.</summary>
public sealed class PrivateMessagesTests : IAsyncLifetime
{
    private StandInTeams _teams = null!;
    private OutboundBot _bot = null!;
    private StandInPerson _ada = null!;
    private StandInConversation _group = null!;

    public async Task InitializeAsync()
    {
        _teams = await StandInTeams.StartAsync();
        _bot = await OutboundBot.StartAsync(_teams);
        _ada = _teams.People.Add("Ada");
        _group = _teams.People.Group("Churn", _ada, _teams.People.Add("Grace"));
    }

    public async Task DisposeAsync()
    {
        _bot.Dispose();
        await _teams.DisposeAsync();
    }

    private static ReplyMessage For(string objectId, string words) => new(new PersonalData([new Paragraph(words)], "Hidden.")) { OnlyFor = $"teams:tenant:{objectId}" };

    [Fact]
    public async Task Message_ForOnePerson_IsSaidAndUpdatedInTheirChatAlone()
    {
        var conversation = await _bot.MeetAsync(_group);

        var handle = await _bot.SendAsync(conversation, For(_ada.AadObjectId, "Customer C00042"));
        _bot = _bot.Restart();
        await _bot.UpdateAsync(conversation, handle, For(_ada.AadObjectId, "Customer C00043"));

        Assert.Empty(_group.BotMessages);
        var message = Assert.Single(_teams.People.Personal(_ada).BotMessages);
        Assert.Contains("C00043", message.Card()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_WithoutTheBot_ThreadIsToldNothingOfTheAnswer()
    {
        var conversation = await _bot.MeetAsync(_group);

        var handle = await _bot.SendAsync(conversation, For("nobody", "Customer C00042"));
        Assert.Equal(handle, await _bot.UpdateAsync(conversation, handle, For("nobody", "Customer C00043")));

        var told = Assert.Single(_group.BotMessages);
        Assert.Contains("personal chat", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("C0004", told.Current.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("C0004", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_RemovedTheBot_ThreadStaysOpen()
    {
        var conversation = await _bot.MeetAsync(_group);
        var handle = await _bot.SendAsync(conversation, For(_ada.AadObjectId, "Customer C00042"));
        _teams.People.Personal(_ada).IsBotRemoved = true;

        await _bot.UpdateAsync(conversation, handle, For(_ada.AadObjectId, "Customer C00043"));
        await _bot.SendAsync(conversation, For(_ada.AadObjectId, "Customer C00044"), "m2");
        await _bot.SendAsync(conversation, new ReplyMessage(new Heading("For all")), "m3");

        Assert.Equal(2, _group.BotMessages.Count);
        Assert.DoesNotContain(_group.BotMessages, message => message.Current.ToJsonString().Contains("C0004", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Message_ForThePersonOfAPersonalChat_IsSaidThere()
    {
        var chat = _teams.People.Personal(_ada);

        await _bot.SendAsync(await _bot.MeetAsync(chat), For(_ada.AadObjectId, "Customer C00042"));

        Assert.Contains("C00042", Assert.Single(chat.BotMessages).Card()!.ToJsonString(), StringComparison.Ordinal);
    }
}
