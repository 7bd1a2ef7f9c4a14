using ChurnChatBot.Jobs;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Tests.Jobs;

/// <summary>For tests of a channel's edge: what it accepted stays pending, so that it can be looked at.</summary>
internal sealed class NobodyAnswers : IJobHandler
{
    public Task HandleTurnAsync(TurnRow turn, CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    public Task HandleWorkAsync(WorkRow work, CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);

    public Task TurnFailedAsync(TurnRow turn, CancellationToken cancellation) => Task.CompletedTask;

    public Task WorkFailedAsync(WorkRow work, CancellationToken cancellation) => Task.CompletedTask;
}
