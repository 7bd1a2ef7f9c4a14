using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>What goes wrong with a call, where that is ordered.</summary>
internal enum FaultKind
{
    /// <summary>429 with Retry-After.</summary>
    TooManyRequests,

    /// <summary>412 with a JSON error.</summary>
    PreconditionFailed,

    /// <summary>500 with a JSON error.</summary>
    ServerError,

    /// <summary>502 with a page of HTML, as a gateway in between answers.</summary>
    BadGateway,

    /// <summary>No answer until the caller gives up.</summary>
    Hang,

    /// <summary>The connection is torn down before anything was done.</summary>
    Reset,

    /// <summary>What was asked is done, but the connection is torn down before the answer.</summary>
    ResetAfterwards,

    /// <summary>What was asked is done, and the answer has its status but no body.</summary>
    EmptyBody,
}

/// <summary>A fault for the next calls that fit.</summary>
/// <param name="Method">HTTP method; null for every one.</param>
/// <param name="Part">A part of the path; empty for every one.</param>
internal sealed record FaultOrder(FaultKind Kind, string? Method = null, string Part = "/v3/conversations")
{
    public int Times { get; init; } = 1;

    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Type of the activity that is sent; null for every one.</summary>
    public string? ActivityType { get; init; }
}

/// <summary>The faults that are still to happen, and every call there was.</summary>
internal sealed class StandInFaults
{
    private readonly Lock _lock = new();
    private readonly List<(FaultOrder Order, int Left)> _orders = [];
    private readonly List<StandInCall> _calls = [];

    /// <summary>Every call of the connector service, oldest first.</summary>
    public IReadOnlyList<StandInCall> Calls
    {
        get { lock (_lock) return [.. _calls]; }
    }

    public void Order(FaultOrder order)
    {
        lock (_lock) _orders.Add((order, order.Times));
    }

    public int Count(string method, string part = "") => Calls.Count(call => call.Method == method && call.Path.Contains(part, StringComparison.Ordinal));

    public FaultOrder? Take(StandInCall call)
    {
        lock (_lock)
        {
            _calls.Add(call);
            var index = _orders.FindIndex(entry => Fits(entry.Order, call));
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
            case FaultKind.TooManyRequests:
                context.Response.Headers.RetryAfter = Math.Ceiling(order.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await ConnectorAnswer.Error(429, "TooManyRequests", "Too many requests for this conversation.").ExecuteAsync(context);
                return true;
            case FaultKind.PreconditionFailed:
                await ConnectorAnswer.Error(412, "PreconditionFailed", "The conversation was changed at the same time.").ExecuteAsync(context);
                return true;
            case FaultKind.ServerError:
                await ConnectorAnswer.Error(500, "ServiceError", "An unknown error occurred.").ExecuteAsync(context);
                return true;
            case FaultKind.BadGateway:
                await ConnectorAnswer.Page(502, "Bad Gateway").ExecuteAsync(context);
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

    public static Task HangAsync(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private static bool Fits(FaultOrder order, StandInCall call) =>
        (order.Method is null || order.Method == call.Method)
        && call.Path.Contains(order.Part, StringComparison.Ordinal)
        && (order.ActivityType is null || order.ActivityType == call.ActivityType);
}

/// <param name="ActivityType">Type of the activity in the body, where there is one.</param>
internal sealed record StandInCall(string Method, string Path, string? ActivityType, DateTimeOffset At);
