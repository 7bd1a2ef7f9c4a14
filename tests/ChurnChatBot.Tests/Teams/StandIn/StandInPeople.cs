using System.Collections.Concurrent;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>The people of the tenant and the conversations they have with the bot.</summary>
internal sealed class StandInPeople(StandInTeams teams)
{
    private readonly ConcurrentDictionary<string, StandInPerson> _people = new();
    private readonly ConcurrentDictionary<string, StandInConversation> _conversations = new();
    private readonly ConcurrentDictionary<string, StandInConversation> _personal = new();

    public IReadOnlyList<StandInConversation> Conversations => [.. _conversations.Values];

    public StandInPerson Add(string name, string? tenantId = null)
    {
        var person = new StandInPerson("29:" + Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString(), name, tenantId ?? teams.Options.TenantId);
        _people[person.Id] = person;
        return person;
    }

    /// <param name="id">In either form.</param>
    public StandInPerson? Find(string? id) => _people.Values.FirstOrDefault(person => person.Id == id || person.AadObjectId == id);

    public StandInConversation? FindConversation(string id) => _conversations.GetValueOrDefault(id);

    /// <summary>A person has one chat with the bot, however often it is opened.</summary>
    public StandInConversation Personal(StandInPerson person) => _personal.GetOrAdd(person.Id, _ =>
    {
        var chat = New("a:1" + Guid.NewGuid().ToString("N"), StandInConversation.Personal, person.TenantId);
        chat.Join(person);
        return chat;
    });

    /// <summary>Opens the person's own chat with the bot, which installs it there.</summary>
    public async Task<StandInMember> OpenPersonalAsync(StandInPerson person)
    {
        var member = new StandInMember(teams, Personal(person), person);
        await teams.Delivery.InstallAsync(member);
        return member;
    }

    /// <summary>A group chat of which the bot does not know yet.</summary>
    public StandInConversation Group(string name, params StandInPerson[] people)
    {
        var chat = New($"19:{Guid.NewGuid():N}@thread.v2", StandInConversation.GroupChat, people[0].TenantId, name);
        foreach (var person in people) chat.Join(person);
        return chat;
    }

    /// <summary>Adds the bot to a new group chat.</summary>
    /// <returns>The first person, as a member of it.</returns>
    public async Task<StandInMember> OpenGroupAsync(params StandInPerson[] people)
    {
        var member = new StandInMember(teams, Group("Churn", people), people[0]);
        await teams.Delivery.InstallAsync(member);
        return member;
    }

    /// <summary>Adds the bot to a new team, whose general channel has the team's own id.</summary>
    public async Task<StandInMember> OpenChannelAsync(params StandInPerson[] people)
    {
        var id = $"19:{Guid.NewGuid():N}@thread.tacv2";
        var channel = new StandInConversation(id, StandInConversation.Channel, people[0].TenantId, teams.Options.Clock) { ChannelId = id, TeamId = id };
        _conversations[id] = channel;
        foreach (var person in people) channel.Join(person);
        var member = new StandInMember(teams, channel, people[0]);
        await teams.Delivery.InstallAsync(member);
        return member;
    }

    /// <summary>Adds the bot to a new team and begins a thread in it; what is said first there is its root.</summary>
    public async Task<StandInMember> OpenChannelThreadAsync(params StandInPerson[] people)
    {
        var channel = await OpenChannelAsync(people);
        return channel with { Conversation = Thread(channel.Conversation, channel.Conversation.NextId(), isAwaited: true) };
    }

    public StandInConversation Thread(StandInConversation channel, PostedActivity root)
    {
        var thread = Thread(channel, root.Id, isAwaited: false);
        thread.Add(root);
        return thread;
    }

    private StandInConversation Thread(StandInConversation channel, string rootId, bool isAwaited)
    {
        var id = $"{channel.Id};messageid={rootId}";
        var thread = new StandInConversation(id, StandInConversation.Channel, teams.Options.TenantId, teams.Options.Clock)
        {
            ChannelId = channel.ChannelId,
            TeamId = channel.TeamId,
            AwaitedRoot = isAwaited ? rootId : null,
        };
        foreach (var member in channel.Members) thread.Join(member);
        _conversations[id] = thread;
        return thread;
    }

    private StandInConversation New(string id, string type, string tenantId, string? name = null) =>
        _conversations.GetOrAdd(id, _ => new StandInConversation(id, type, tenantId, teams.Options.Clock) { Name = name });
}
