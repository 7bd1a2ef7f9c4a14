using System.Text.Json.Nodes;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.People;
using ChurnChatBot.Tests.Slack.Inbound;

namespace ChurnChatBot.Tests.Slack.People;

/// <summary>Who a person of Slack is and what they may do.</summary>
public sealed class SlackPeopleTests
{
    private static readonly SlackMember Ada = new("T1", null, "U1", "ada.l");

    private static async Task<SlackHost> StartAsync(JsonObject? profile, params RoleAssignment[] roles)
    {
        var host = await SlackHost.StartAsync(options => options with { Roles = roles });
        host.Api.Answer("users.info", profile is null ? new JsonObject { ["ok"] = false, ["error"] = "missing_scope" } : new JsonObject { ["ok"] = true, ["user"] = new JsonObject { ["profile"] = profile } });
        return host;
    }

    private static ValueTask<Person> OfAsync(SlackHost host, SlackMember member) => host.Service<SlackPeople>().OfAsync(member, CancellationToken.None);

    [Fact]
    public async Task Person_IsKnownByWorkspaceAndMemberId_AsSlackWritesThem()
    {
        await using var host = await StartAsync(null);
        Assert.Equal("slack:T1:U1", (await OfAsync(host, Ada)).Id);
        Assert.Equal("slack:T7:U1", (await OfAsync(host, Ada with { HomeTeamId = "T7" })).Id);
        Assert.NotEqual((await OfAsync(host, Ada)).Id, (await OfAsync(host, Ada with { UserId = "u1" })).Id);
    }

    [Theory]
    [InlineData("""{"display_name":"Ada","real_name":"Ada Lovelace"}""", "Ada")]
    [InlineData("""{"display_name":"","real_name":"Ada Lovelace"}""", "Ada Lovelace")]
    [InlineData("""{"display_name":" A\u202Eda\r\n "}""", "Ada")]
    [InlineData("""{"display_name":7}""", "ada.l")]
    [InlineData("{}", "ada.l")]
    public async Task Name_IsTheOneThatOthersSee(string profile, string name)
    {
        await using var host = await StartAsync(JsonNode.Parse(profile)!.AsObject());
        Assert.Equal(name, (await OfAsync(host, Ada)).Name);
    }

    [Fact]
    public async Task Name_ThatMayNotBeAsked_IsWhatCameWithTheRequest()
    {
        await using var host = await StartAsync(null);
        Assert.Equal("Somebody", (await OfAsync(host, Ada with { Name = null })).Name);
        Assert.Equal("ada.l", (await OfAsync(host, Ada)).Name);
        Assert.Single(host.Api.Calls);
    }

    [Fact]
    public async Task Name_ThatDoesNotComeInTime_HoldsNobodyUp()
    {
        await using var host = await StartAsync(null);
        var never = new TaskCompletionSource<JsonObject>();
        host.Api.Answers["users.info"] = _ => never.Task;
        var started = TimeProvider.System.GetTimestamp();

        Assert.Equal("ada.l", (await OfAsync(host, Ada)).Name);

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.5, 1.9);
        never.SetResult(new JsonObject { ["ok"] = false });
    }

    [Fact]
    public async Task Role_WithoutRoles_IsAdmin()
    {
        await using var host = await StartAsync(null);
        Assert.Equal(Role.Admin, (await OfAsync(host, Ada)).Role);
    }

    [Fact]
    public async Task Role_OfSeveral_IsTheHighest_AndOthersHaveTheDefault()
    {
        await using var host = await StartAsync(null, new RoleAssignment { Role = Role.Analyst, People = ["U1", "U2"] }, new RoleAssignment { Role = Role.Approver, People = ["U1"] });

        Assert.Equal(Role.Approver, (await OfAsync(host, Ada)).Role);
        Assert.Equal(Role.Analyst, (await OfAsync(host, Ada with { UserId = "U2" })).Role);
        Assert.Equal(Role.Viewer, (await OfAsync(host, Ada with { UserId = "U3" })).Role);
        Assert.Equal(Role.Viewer, (await OfAsync(host, Ada with { UserId = "u1" })).Role);
    }
}
