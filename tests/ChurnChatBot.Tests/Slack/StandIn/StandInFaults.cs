using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>What goes wrong with a call of the Web API, where that is ordered.</summary>
internal enum FaultKind
{
    /// <summary>429 with Retry-After.</summary>
    RateLimited,

    /// <summary>200 with ok: false and the error that the order names.</summary>
    Refused,

    /// <summary>500 with ok: false, internal_error.</summary>
    ServerError,

    /// <summary>503 with a page of HTML.</summary>
    Page,

    /// <summary>200 with a page of HTML, as a proxy that wants a sign-in answers.</summary>
    PageWithOk,

    /// <summary>No answer until the caller gives up.</summary>
    Hang,

    /// <summary>The connection is torn down before anything was done.</summary>
    Reset,

    /// <summary>What was asked is done, but the connection is torn down before the answer.</summary>
    ResetAfterwards,
}

/// <summary>A fault for the next calls that fit.</summary>
/// <param name="Method">Such as chat.update; null for every one.</param>
internal sealed record FaultOrder(FaultKind Kind, string? Method = null)
{
    public int Times { get; init; } = 1;

    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    public string Error { get; init; } = "fatal_error";

    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>Which calls it is meant for, by their arguments.</summary>
    public Func<JsonObject, bool> Fits { get; init; } = _ => true;
}

/// <summary>The faults that are still to happen, and every call there was.</summary>
internal sealed class StandInFaults
{
    private readonly Lock _lock = new();
    private readonly List<(FaultOrder Order, int Left)> _orders = [];
    private readonly List<SlackCall> _calls = [];

    /// <summary>Every call of the Web API, oldest first.</summary>
    public IReadOnlyList<SlackCall> Calls
    {
        get { lock (_lock) return [.. _calls]; }
    }

    public void Order(FaultOrder order)
    {
        lock (_lock) _orders.Add((order, order.Times));
    }

    public int Count(string method) => Calls.Count(call => call.Method == method);

    public FaultOrder? Take(SlackCall call)
    {
        lock (_lock)
        {
            _calls.Add(call);
            var index = _orders.FindIndex(entry => (entry.Order.Method is null || entry.Order.Method == call.Method) && entry.Order.Fits(call.Arguments));
            if (index < 0) return null;
            var (order, left) = _orders[index];
            if (left > 1) _orders[index] = (order, left - 1);
            else _orders.RemoveAt(index);
            return order;
        }
    }

    /// <summary>Answers as the fault demands, for those that need nothing done.</summary>
    public static async Task<bool> AnswerAsync(HttpContext context, FaultOrder order)
    {
        switch (order.Kind)
        {
            case FaultKind.RateLimited:
                context.Response.Headers.RetryAfter = Math.Ceiling(order.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await Json(429, new WebApiRefusal("ratelimited")).ExecuteAsync(context);
                return true;
            case FaultKind.Refused:
                await Json(200, new WebApiRefusal(order.Error, [.. order.Messages])).ExecuteAsync(context);
                return true;
            case FaultKind.ServerError:
                await Json(500, new WebApiRefusal("internal_error")).ExecuteAsync(context);
                return true;
            case FaultKind.Page:
                await Page(503, "Service Unavailable").ExecuteAsync(context);
                return true;
            case FaultKind.PageWithOk:
                await Page(200, "Sign in").ExecuteAsync(context);
                return true;
            case FaultKind.Hang:
                await HangAsync(context);
                return true;
            case FaultKind.Reset:
                context.Abort();
                return true;
            default:
                return false;
        }
    }

    public static IResult Page(int status, string title) =>
        Results.Content($"<!DOCTYPE html><html><head><title>{title} | Slack</title></head><body><h1>{title}</h1></body></html>", "text/html; charset=utf-8", statusCode: status);

    public static Task HangAsync(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private static IResult Json(int status, WebApiRefusal refusal) => Results.Json(WebApiEndpoints.Answer(refusal), statusCode: status);
}

/// <param name="Arguments">As they came: nested values of a form are strings.</param>
internal sealed record SlackCall(string Method, JsonObject Arguments, DateTimeOffset At)
{
    /// <summary>Null where a fault answered.</summary>
    public JsonObject? Answer { get; set; }

    public bool IsOk => Answer?["ok"]?.GetValue<bool>() == true;
}
