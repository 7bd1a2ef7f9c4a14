using System.Text.Json;
using ChurnChatBot.Requests;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.People;
using ChurnChatBot.Teams.Protocol;
using ChurnChatBot.Tests.Projects;
using ChurnChatBot.Tests.Teams.Authentication;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.People;

/// <summary>Who a person of Teams is and what they may do, with a stand-in for Microsoft Graph.</summary>
public sealed class TeamsPeopleTests : IAsyncLifetime, IDisposable
{
    private const string Ada = "11111111-0000-0000-0000-000000000001", Grace = "11111111-0000-0000-0000-000000000002";
    private const string Analysts = "22222222-0000-0000-0000-000000000001", Approvers = "22222222-0000-0000-0000-000000000002";
    private const string Tenant = "33333333-0000-0000-0000-000000000001";
    private readonly AdjustableClock _clock = new();
    private readonly CapturingLogger<GroupMemberships> _log = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private GraphStandIn _graph = null!;

    public async Task InitializeAsync() => _graph = await GraphStandIn.StartAsync();

    public async Task DisposeAsync() => await _graph.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Person_IsKnownByTenantAndObjectId_WhateverTheyCallThemselves()
    {
        var people = People();

        var ada = await people.OfAsync(Said(new ChannelAccount("29:x", " A\u202Eda\r\nLove\u0007lace ", Ada.ToUpperInvariant())), default);
        var other = await people.OfAsync(Said(new ChannelAccount("29:y", "Ada Lovelace", Grace)), default);

        Assert.Equal(($"teams:{Tenant}:{Ada}", "AdaLovelace"), (ada.Id, ada.Name));
        Assert.NotEqual(ada.Id, other.Id);
    }

    [Fact]
    public async Task Person_WithoutObjectId_IsKnownByTheChannelsId()
    {
        var person = await People().OfAsync(Said(new ChannelAccount("29:X", null)), default);

        Assert.Equal(($"teams:{Tenant}:29:x", "Somebody"), (person.Id, person.Name));
    }

    [Fact]
    public async Task LongName_IsCutBetweenCharacters()
    {
        var person = await People().OfAsync(Said(new ChannelAccount("29:x", new string('a', 59) + "😀 and more", Ada)), default);

        Assert.Equal(new string('a', 59), person.Name);
    }

    [Fact]
    public async Task Role_WithoutRoles_IsAdmin() => Assert.Equal(Role.Admin, await RoleOfAsync(People(), Ada));

    [Fact]
    public async Task Role_OfAPersonNamed_IsTheirsAndOthersHaveTheDefault()
    {
        var people = People(new RoleAssignment { Role = Role.Approver, People = [Ada.ToUpperInvariant()] });

        Assert.Equal(Role.Approver, await RoleOfAsync(people, Ada));
        Assert.Equal(Role.Viewer, await RoleOfAsync(people, Grace));
        Assert.Equal(Role.Viewer, await RoleOfAsync(people, null));
        Assert.Empty(_graph.Calls);
    }

    [Theory]
    [InlineData("Analyst", "Approver")]
    [InlineData("DataScientist", "Approver")]
    [InlineData("Admin", "Admin")]
    public async Task Role_OfSeveral_IsTheHighest(string own, string expected)
    {
        _graph.Memberships[Ada] = [Analysts, Approvers];
        var people = People(
            new RoleAssignment { Role = Role.Approver, Groups = [Approvers] },
            new RoleAssignment { Role = Role.Analyst, Groups = [Analysts] },
            new RoleAssignment { Role = Enum.Parse<Role>(own), People = [Ada] });

        Assert.Equal(Enum.Parse<Role>(expected), await RoleOfAsync(people, Ada));
    }

    [Fact]
    public async Task Groups_AreAskedWithTheBotsTokenAndKeptForTenMinutes()
    {
        _graph.Memberships[Ada] = [Analysts];
        var people = People(new RoleAssignment { Role = Role.Analyst, Groups = [Analysts] }, new RoleAssignment { Role = Role.Approver, Groups = [Approvers, Analysts.ToUpperInvariant()] });

        Assert.Equal(Role.Approver, await RoleOfAsync(people, Ada));
        _clock.Now += TimeSpan.FromMinutes(9);
        await RoleOfAsync(people, Ada);
        var call = Assert.Single(_graph.Calls);
        Assert.Equal((Ada, "Bearer graph-token"), (call.Person, call.Authorization));
        Assert.Equal([Analysts, Approvers], call.Groups.Select(group => group.ToLowerInvariant()));

        _graph.Memberships[Ada] = [];
        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(Role.Viewer, await RoleOfAsync(people, Ada));
    }

    [Fact]
    public async Task ManyGroups_AreAskedInSeveralCalls()
    {
        var groups = Enumerable.Range(0, 45).Select(i => $"44444444-0000-0000-0000-{i:000000000000}").ToArray();
        _graph.Memberships[Ada] = [groups[44]];

        Assert.Equal(Role.DataScientist, await RoleOfAsync(People(new RoleAssignment { Role = Role.DataScientist, Groups = groups }), Ada));
        Assert.Equal([20, 20, 5], _graph.Calls.Select(call => call.Groups.Count));
    }

    [Fact]
    public async Task GraphFails_TheLastAnswerCountsForADay()
    {
        _graph.Memberships[Ada] = [Approvers];
        var people = People(new RoleAssignment { Role = Role.Approver, Groups = [Approvers] });
        await RoleOfAsync(people, Ada);
        _graph.Trouble = context => Task.FromResult(context.Response.StatusCode = 503);

        _clock.Now += TimeSpan.FromHours(23);
        Assert.Equal(Role.Approver, await RoleOfAsync(people, Ada));
        Assert.Equal(Role.Viewer, await RoleOfAsync(people, Grace));
        _clock.Now += TimeSpan.FromHours(2);
        Assert.Equal(Role.Viewer, await RoleOfAsync(people, Ada));

        _graph.Trouble = null;
        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(Role.Approver, await RoleOfAsync(people, Ada));
    }

    [Fact]
    public async Task GraphFails_ItIsAskedAgainOnlyAfterAMinute()
    {
        _graph.Trouble = context => Task.FromResult(context.Response.StatusCode = 429);
        var people = People(new RoleAssignment { Role = Role.Approver, Groups = [Approvers] });

        for (var i = 0; i < 5; i++) await RoleOfAsync(people, Ada);
        Assert.Single(_graph.Calls);
        _clock.Now += TimeSpan.FromMinutes(1);
        await RoleOfAsync(people, Ada);
        Assert.Equal(2, _graph.Calls.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>busy</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":"all"}""")]
    [InlineData("""{"value":[1]}""")]
    [InlineData("""{"value":["55555555-0000-0000-0000-000000000009"]}""")]
    public async Task OddAnswer_GivesNoRole(string answer)
    {
        _graph.Trouble = context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(answer);
        };

        Assert.Equal(Role.Viewer, await RoleOfAsync(People(new RoleAssignment { Role = Role.Admin, Groups = [Approvers] }), Ada));
    }

    [Fact]
    public async Task EndlessAnswer_GivesNoRole()
    {
        _graph.Trouble = async context =>
        {
            for (var i = 0; i < 10_000 && !context.RequestAborted.IsCancellationRequested; i++) await context.Response.WriteAsync(new string(' ', 1_000));
        };

        Assert.Equal(Role.Viewer, await RoleOfAsync(People(new RoleAssignment { Role = Role.Admin, Groups = [Approvers] }), Ada));
    }

    [Fact]
    public async Task SilentGraph_IsNotWaitedForLong()
    {
        _graph.Trouble = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        _http.Timeout = TimeSpan.FromMilliseconds(300);

        Assert.Equal(Role.Viewer, await RoleOfAsync(People(new RoleAssignment { Role = Role.Admin, Groups = [Approvers] }), Ada));
    }

    [Fact]
    public async Task Cancelled_IsNotTakenForAFailure()
    {
        using var stop = new CancellationTokenSource();
        _graph.Trouble = async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var people = People(new RoleAssignment { Role = Role.Admin, Groups = [Approvers] });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => people.OfAsync(Said(new ChannelAccount("29:x", "Ada", Ada)), stop.Token).AsTask());
    }

    [Fact]
    public async Task Log_NamesNobody()
    {
        _graph.Trouble = context => Task.FromResult(context.Response.StatusCode = 500);

        await RoleOfAsync(People(new RoleAssignment { Role = Role.Admin, Groups = [Approvers] }), Ada);

        Assert.Contains("HttpRequestException", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Ada, _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("graph-token", _log.Text, StringComparison.Ordinal);
    }

    private TeamsPeople People(params RoleAssignment[] roles)
    {
        var options = new TeamsOptions { Roles = roles, Graph = _graph.Address };
        return new TeamsPeople(options, new GroupMemberships(options, _http, _ => new ValueTask<string>("graph-token"), _clock, _log));
    }

    private static async Task<Role> RoleOfAsync(TeamsPeople people, string? objectId) =>
        (await people.OfAsync(Said(new ChannelAccount("29:x", "Ada", objectId)), default)).Role;

    private static Activity Said(ChannelAccount from) => new()
    {
        Type = ActivityTypes.Message,
        From = from,
        Conversation = new ConversationAccount("19:thread"),
        ChannelData = JsonSerializer.SerializeToElement(new { tenant = new { id = Tenant } }),
    };
}
