using ChurnChatBot.Advice;
using ChurnChatBot.Jobs;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Conversations;

/// <summary>
/// Takes the turns of one conversation in order: translates a turn into a request, lets the workflow answer it, and commits the
/// answer together with the turn's completion, so that a turn is answered exactly once however often it is tried.
/// </summary>
internal sealed class TurnHandler(
    ProjectDatabase database, ProjectSessions sessions, ProjectWorkflow workflow, ProjectSwitch projects, ThreadEvents events, SentFileReader files,
    IAdvisor advisor, JobScheduler jobs)
{
    // Another turn or a finished piece of work may commit in between; then the turn is thought through again on the new state.
    private const int MaxConflicts = 20;

    public async Task HandleAsync(TurnRow row, CancellationToken cancellation)
    {
        var turn = StoredJson.Read<ConversationTurn>(row.BodyJson);
        var received = await files.ReadAsync(turn, cancellation);
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            var (change, isDeletion) = await HandleAsync(turn, received, await sessions.OpenAsync(row.Conversation, cancellation), cancellation);
            if (isDeletion)
            {
                await sessions.DeleteAsync(change, turn.Person, row.TurnId, cancellation);
                return;
            }

            await SupersededCards.CloseAsync(change, database, cancellation);
            var outcome = await database.CommitAsync(change.ToCommit(completesTurn: row.TurnId), cancellation);
            if (outcome == CommitOutcome.Committed)
            {
                foreach (var work in change.OrderedWork) await jobs.EnqueueWorkAsync(work, cancellation);
                return;
            }

            if (outcome == CommitOutcome.TurnAlreadyDone) return;
        }

        throw new InvalidOperationException("The project kept changing while a turn was handled.");
    }

    /// <summary>Tells the person that their turn could not be handled, after every retry failed.</summary>
    public async Task GiveUpAsync(TurnRow row, CancellationToken cancellation)
    {
        var change = await sessions.OpenAsync(row.Conversation, cancellation);
        change.Say(ConversationWriter.Failed(row.TurnId));
        await database.CommitAsync(change.ToCommit(completesTurn: row.TurnId), cancellation);
    }

    private async Task<TurnEnd> HandleAsync(ConversationTurn turn, IReadOnlyList<ReceivedFile> received, ProjectChange change, CancellationToken cancellation)
    {
        if (turn.Action is { } pressed && await events.HandleAsync(change, pressed, turn.Person, cancellation)) return new TurnEnd(change);
        await TakeFilesAsync(turn, received, change, cancellation);
        var text = turn.Action is { Command.Verb: ActionVerb.Say } ? turn.Action.Command.Data.GetValueOrDefault("text", "") : turn.Text;
        if (!string.IsNullOrWhiteSpace(text)) return await HearAsync(text, turn, change, cancellation);
        return turn.Action is { } action ? await ActAsync(action, turn.Person, change, cancellation) : new TurnEnd(change);
    }

    /// <summary>Of several files the last counts: it is the one in force in the end.</summary>
    private async Task TakeFilesAsync(ConversationTurn turn, IReadOnlyList<ReceivedFile> received, ProjectChange change, CancellationToken cancellation)
    {
        foreach (var (_, problem) in received.Where(file => file.Problem is not null)) change.Say(ConversationWriter.Refused(problem!.Found!, problem.Advice!));
        if (received.LastOrDefault(file => file.Problem is null) is not { File: { } file }) return;
        change.Quote(turn.Person, RichText.Of($"{Data.Name(file.Name)} {Fact.Bytes("upload.size", file.Size)}"), turn.TurnId + ":file");
        if (Permissions.OfUpload(turn.Person.Role) is { } refusal) change.Say(refusal with { OnlyFor = turn.Person.Id });
        else await workflow.UploadAsync(change, new UploadedFile(file.Name, file.ArtifactHash, file.Size), turn.Person, cancellation);
    }

    private async Task<TurnEnd> HearAsync(string text, ConversationTurn turn, ProjectChange change, CancellationToken cancellation)
    {
        change.Quote(turn.Person, RichText.Of($"{Data.Cell(text)}"), turn.TurnId);
        var context = await workflow.ContextAsync(change, cancellation);
        switch (await advisor.InterpretAsync(text, context, cancellation))
        {
            case Understood understood when turn.IsCorrection && Corrections.Decides(understood.Request):
                change.Say(ThreadWriter.CorrectionDecidesNothing());
                break;
            case Understood understood:
                return await RequestAsync(understood.Request, turn.Person, change, cancellation);
            case Ambiguous ambiguous:
                ProjectWorkflow.Unheard(change);
                change.Say(ConversationWriter.WhichOne([.. ambiguous.Readings.Select(reading => (reading.Label, reading.Wording))]));
                break;
            case NotUnderstood not:
                ProjectWorkflow.Unheard(change);
                // It repeats the words, so it goes with them should they be taken back.
                change.Write(ProjectChange.EchoId(turn.TurnId), MessageRow.BotAuthor, ConversationWriter.NotUnderstood(text, [.. not.Closest.Take(4).Select(reading => (reading.Label, reading.Wording))]));
                break;
        }

        return new TurnEnd(change);
    }

    private async Task<TurnEnd> ActAsync(TurnAction action, Person person, ProjectChange change, CancellationToken cancellation)
    {
        if (ActionRequests.Read(action) is { } request) return await RequestAsync(request, person, change, cancellation);
        ProjectWorkflow.Unheard(change);
        change.Say(ConversationWriter.Refused("I do not know that button.", "It may come from an older version of me. Say “show the plan” for a current card."));
        return new TurnEnd(change);
    }

    private async Task<TurnEnd> RequestAsync(PersonRequest request, Person person, ProjectChange change, CancellationToken cancellation)
    {
        if (Permissions.Of(request, person.Role, change.State.Open?.Step) is { } refusal)
        {
            change.Say(refusal with { OnlyFor = person.Id });
            return new TurnEnd(change);
        }

        if (await projects.HandleAsync(change, request, person, cancellation) is { } other) return new TurnEnd(other);
        return new TurnEnd(change, await workflow.HandleAsync(change, request, person, cancellation) == Answer.Delete);
    }

    /// <param name="Change">What is to be committed, or the project that is to be deleted.</param>
    private readonly record struct TurnEnd(ProjectChange Change, bool IsDeletion = false);
}
