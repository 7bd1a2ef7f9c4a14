using ChurnChatBot.Conversations;
using ChurnChatBot.Slack.People;

namespace ChurnChatBot.Slack.Inbound;

/// <summary>
/// /churn. A command is answered in a thread that begins with it, about the project that the person last worked on in that channel. Its thread is
/// begun before the acknowledgement where Slack is quick enough, so that a command which was acknowledged is answered; where it is not, afterwards.
/// </summary>
internal sealed class SlashCommands(
    NewThreads threads, TurnInbox inbox, SlackPeople people, Afterwards afterwards, SlackReplies replies, SlackOptions options, TimeProvider time)
{
    private const int LongestText = 4_000;
    private const string Begun = "I began a thread here, and answer in it.";

    /// <summary>Slack gives up after three seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(1);

    public async Task<EnvelopeAnswer> AcceptAsync(Func<string, string?> field, CancellationToken cancellation)
    {
        if (SlashCommand.Read(field, options) is not { } command) return EnvelopeAnswer.Malformed;
        if (!TeamRules.Allows(options, command.Member.TeamId, null, command.EnterpriseId)) return Said(Interactions.NotAnswered);
        var meant = CommandWords.Read(command.Text);
        if (meant.Words is not { } words) return Said(meant.Answer!);
        if (words.Length > LongestText) return Said("That is longer than I can read. Say it shorter, or send data as a file.");
        var begun = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        afterwards.Run(stopping => FulfilAsync(begun, command, words, stopping));
        var first = await Task.WhenAny(begun.Task, Task.Delay(Patience, time, cancellation));
        if (first == begun.Task) return Said(await begun.Task);
        // Too slow for the acknowledgement: the sentence follows it.
        if (command.ResponseUrl is { } address)
            afterwards.Run(async stopping => await replies.Calls.RespondAsync(address, Whispers.Ephemeral(await begun.Task.WaitAsync(LongPatience, time, stopping)), stopping));
        return EnvelopeAnswer.Taken;
    }

    private async Task FulfilAsync(TaskCompletionSource<string> begun, SlashCommand command, string words, CancellationToken cancellation)
    {
        try
        {
            begun.SetResult(await BeginAsync(command, words, cancellation));
        }
        // Whatever it was, the person hears of it; what it was is told to the log by whoever runs this.
        catch (Exception)
        {
            begun.SetResult("That did not work just now. Try again, or write to me directly.");
            throw;
        }
    }

    private async Task<string> BeginAsync(SlashCommand command, string words, CancellationToken cancellation)
    {
        var (member, channel) = (command.Member, command.ChannelId);
        var person = await people.OfAsync(member, cancellation);
        var project = await threads.LastProjectAsync(member.TeamId, channel, person.Id, cancellation);
        var (place, problem) = await threads.BeginAsync(member.TeamId, channel, $"{person.Name}: {command.Name} {command.Text}", cancellation);
        if (place is null) return problem!;
        if (project is not null) await threads.TakeUpAsync(place, project.Id, cancellation);
        var turn = new TurnStart(place, person, command.TriggerId, time.GetUtcNow()).Said("command", words, []);
        if (await inbox.AcceptAsync(turn, cancellation: cancellation)) replies.Watch(turn);
        return place.ThreadTs is null ? "I answer below." : Begun;
    }

    private static EnvelopeAnswer Said(string sentence) => EnvelopeAnswer.Taken with { Body = Whispers.Ephemeral(sentence) };
}
