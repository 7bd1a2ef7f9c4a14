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
internal sealed class TurnHandler(ProjectDatabase database, ProjectSessions sessions, ProjectWorkflow workflow, IAdvisor advisor, JobScheduler jobs)
{
    // Another turn or a finished piece of work may commit in between; then the turn is thought through again on the new state.
    private const int MaxConflicts = 20;

    public async Task HandleAsync(TurnRow row, CancellationToken cancellation)
    {
        var turn = StoredJson.Read<ConversationTurn>(row.BodyJson);
        for (var attempt = 0; attempt < MaxConflicts; attempt++)
        {
            var change = await sessions.OpenAsync(row.Conversation, cancellation);
            if (await HandleAsync(turn, change, cancellation) is { } deleted)
            {
                await sessions.DeleteAsync(deleted, turn.Person, row.TurnId, cancellation);
                return;
            }

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

    /// <returns>The project to delete, where that was confirmed; else null.</returns>
    private async Task<ProjectChange?> HandleAsync(ConversationTurn turn, ProjectChange change, CancellationToken cancellation)
    {
        if (turn.Action is { Command.Verb: ActionVerb.Welcome })
        {
            if (change.IsNew) change.Say(ConversationWriter.Welcome());
            return null;
        }

        if (turn.Files.Count > 0)
        {
            var file = turn.Files[^1];
            change.Quote(turn.Person, RichText.Of($"{Data.Name(file.Name)} {Fact.Bytes("upload.size", file.Size)}"));
            await workflow.UploadAsync(change, new UploadedFile(file.Name, file.ArtifactHash, file.Size), turn.Person, cancellation);
        }

        var text = turn.Action is { Command.Verb: ActionVerb.Say } ? turn.Action.Command.Data.GetValueOrDefault("text", "") : turn.Text;
        if (!string.IsNullOrWhiteSpace(text)) return await HearAsync(text, turn, change, cancellation);
        return turn.Action is { } action ? await ActAsync(action, turn.Person, change, cancellation) : null;
    }

    private async Task<ProjectChange?> HearAsync(string text, ConversationTurn turn, ProjectChange change, CancellationToken cancellation)
    {
        change.Quote(turn.Person, RichText.Of($"{Data.Cell(text)}"));
        var context = await workflow.ContextAsync(change.State, cancellation);
        switch (await advisor.InterpretAsync(text, context, cancellation))
        {
            case Understood understood:
                return await workflow.HandleAsync(change, understood.Request, turn.Person, cancellation) == Answer.Delete ? change : null;
            case Ambiguous ambiguous:
                ProjectWorkflow.Unheard(change);
                change.Say(ConversationWriter.WhichOne([.. ambiguous.Readings.Select(reading => (reading.Label, reading.Wording))]));
                break;
            case NotUnderstood not:
                ProjectWorkflow.Unheard(change);
                change.Say(ConversationWriter.NotUnderstood(text, [.. not.Closest.Take(4).Select(reading => (reading.Label, reading.Wording))]));
                break;
        }

        return null;
    }

    private async Task<ProjectChange?> ActAsync(TurnAction action, Person person, ProjectChange change, CancellationToken cancellation)
    {
        if (ActionRequests.Read(action) is not { } request)
        {
            ProjectWorkflow.Unheard(change);
            change.Say(ConversationWriter.Refused("I do not know that button.", "It may come from an older version of me. Say “show the plan” for a current card."));
            return null;
        }

        return await workflow.HandleAsync(change, request, person, cancellation) == Answer.Delete ? change : null;
    }
}
