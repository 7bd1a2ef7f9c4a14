using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>Brings activities to the bot's endpoint, with a signed token, and once more where it does not answer in time.</summary>
internal sealed class StandInDelivery(StandInTeams teams) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentQueue<DeliveryResult> _failures = new();

    public ActivityShapes Shapes { get; } = new(teams);

    /// <summary>Deliveries that the bot did not take.</summary>
    public IReadOnlyList<DeliveryResult> Failures => [.. _failures];

    /// <summary>Delivers until the bot takes it, or as often as Teams tries; each delivery is the same activity.</summary>
    public async Task<DeliveryResult> DeliverAsync(JsonObject activity)
    {
        var body = activity.ToJsonString();
        DeliveryResult result;
        var deliveries = 0;
        do
        {
            result = await PostAsync(body, teams.Options.RedeliverAfter) with { Deliveries = ++deliveries };
        }
        while (result.Status is null && deliveries < teams.Options.MaxDeliveries);
        if (!result.IsTaken) _failures.Enqueue(result);
        return result;
    }

    /// <summary>Delivers once; an invoke is never sent again.</summary>
    public Task<DeliveryResult> InvokeAsync(JsonObject activity) => PostAsync(activity.ToJsonString(), teams.Options.InvokeLimit);

    /// <summary>One raw delivery, for whatever else somebody may send.</summary>
    /// <param name="token">Without it, the one that the channel signs.</param>
    public async Task<DeliveryResult> PostAsync(string body, TimeSpan limit, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, teams.Bot ?? throw new InvalidOperationException("The stand-in does not know the bot's address."));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (teams.Options.IsRegistered) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? teams.Identity.Token());
        var started = Stopwatch.GetTimestamp();
        using var patience = new CancellationTokenSource(limit);
        try
        {
            using var answer = await _http.SendAsync(request, patience.Token);
            var text = await answer.Content.ReadAsStringAsync(patience.Token);
            return new DeliveryResult((int)answer.StatusCode, text, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception problem) when (problem is OperationCanceledException or HttpRequestException)
        {
            return new DeliveryResult(null, problem.GetType().Name, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <summary>The bot is added: both events at the same time, and both again, as they come when a person opens the chat once more.</summary>
    public async Task InstallAsync(StandInMember member)
    {
        for (var i = 0; i < 2; i++) await Task.WhenAll(DeliverAsync(Shapes.Installation(member, "add")), DeliverAsync(Shapes.MembersAdded(member)));
    }

    public void Dispose() => _http.Dispose();
}

/// <param name="Status">Null where no answer came in time.</param>
internal sealed record DeliveryResult(int? Status, string Body, TimeSpan Elapsed)
{
    public int Deliveries { get; init; } = 1;

    public bool IsTaken => Status is >= 200 and < 300;
}
