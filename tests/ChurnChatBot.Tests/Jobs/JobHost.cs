using ChurnChatBot.Conversations;
using ChurnChatBot.Jobs;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;
using ChurnChatBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChurnChatBot.Tests.Jobs;

/// <summary>A real host with storage, jobs and conversations on a folder; only what is above them is a test's.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    public static readonly JobOptions Quick = new() { FirstRetry = TimeSpan.FromMilliseconds(20), RetryFactor = 1, SweepInterval = TimeSpan.FromSeconds(30) };

    private readonly IHost _host;

    private JobHost(IHost host) => _host = host;

    public ProjectDatabase Database => _host.Services.GetRequiredService<ProjectDatabase>();

    public JobScheduler Jobs => _host.Services.GetRequiredService<JobScheduler>();

    public TurnInbox Inbox => _host.Services.GetRequiredService<TurnInbox>();

    public static async Task<JobHost> StartAsync(string folder, RecordingHandler handler, JobOptions? options = null, IChatChannel? channel = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var storage = new StorageOptions { DataFolder = folder };
        builder.Services.AddStorage(storage).AddJobs(storage, options ?? Quick).AddConversations(new OutboxOptions { FirstRetry = TimeSpan.FromMilliseconds(10) });
        builder.Services.AddSingleton<IJobHandler>(services =>
        {
            handler.Database = services.GetRequiredService<ProjectDatabase>();
            return handler;
        });
        if (channel is not null) builder.Services.AddSingleton(channel);
        var host = builder.Build();
        await host.StartAsync();
        return new JobHost(host);
    }

    public Task AcceptAsync(string id, string conversation = "thread-1") => Inbox.AcceptAsync(new ConversationTurn
    {
        TurnId = id,
        Conversation = new ConversationAddress("web", conversation),
        Person = new Person("web:ada", "Ada"),
        Text = "hello",
        ReceivedAt = StorageTest.Noon,
    });

    public async Task QueueWorkAsync(params string[] ids)
    {
        await Database.CommitAsync(StorageTest.Commit(0) with { NewWork = [.. ids.Select(id => new NewWork(id, "training", "{}"))] });
        foreach (var id in ids) await Jobs.EnqueueWorkAsync(id);
    }

    public async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _host.StopAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
    }

    /// <summary>Waits until something holds, and fails with it after half a minute.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var i = 0; i < 1_500; i++)
        {
            if (await holds()) return;
            await Task.Delay(20);
        }

        Assert.Fail($"Waited in vain until {what}.");
    }

    public static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);
}
