using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>
/// Requests about another project than the one that a conversation speaks about: a new one, an earlier one taken up again, or the one that
/// a message belongs to whose file was accepted or that somebody has an opinion of. What is changed then is that project.
/// </summary>
internal sealed class ProjectSwitch(ProjectDatabase database, ProjectSessions sessions, Linking linking)
{
    /// <param name="change">The project that the conversation speaks about; what was quoted into it is taken over.</param>
    /// <returns>The change that takes its place; null for a request about the project at hand.</returns>
    public Task<ProjectChange?> HandleAsync(ProjectChange change, PersonRequest request, Person person, CancellationToken cancellation) => request switch
    {
        NewProjectRequest => Task.FromResult<ProjectChange?>(New(change)),
        OpenProjectRequest open => OpenAsync(change, open.ProjectId, cancellation),
        DeliverFileRequest delivered => DeliverAsync(change, delivered, person, cancellation),
        JoinProjectRequest join => JoinAsync(change, join, person, cancellation),
        FeedbackRequest feedback => FeedbackAsync(change, feedback, person, cancellation),
        _ => Task.FromResult<ProjectChange?>(null),
    };

    private ProjectChange New(ProjectChange change)
    {
        if (change is { State: { File: null, Reading: null } })
        {
            change.SayHere(ThreadWriter.NothingToSetAside());
            return change;
        }

        var another = sessions.New(change.Conversation);
        another.TakeOver(change);
        another.Say(ThreadWriter.NewProject(change.Name));
        return another;
    }

    /// <summary>Only a project that was spoken about in this very conversation: its id may come from anywhere.</summary>
    private async Task<ProjectChange?> OpenAsync(ProjectChange change, string projectId, CancellationToken cancellation)
    {
        var row = (await database.ProjectsOfAsync(change.Conversation, cancellation)).FirstOrDefault(project => project.Id == projectId);
        if (row is null)
        {
            change.SayHere(ThreadWriter.NoSuchProject());
            return change;
        }

        if (row.Id == change.ProjectId)
        {
            change.SayHere(ThreadWriter.Opened(change.Name));
            return change;
        }

        var another = sessions.Of(row, change.Conversation);
        another.LinksConversation = true;
        another.TakeOver(change);
        // What was asked there last is no longer the last thing said.
        ProjectWorkflow.Unheard(another);
        another.SayHere(ThreadWriter.Opened(another.Name));
        return another;
    }

    private async Task<ProjectChange?> JoinAsync(ProjectChange change, JoinProjectRequest request, Person person, CancellationToken cancellation) =>
        await linking.JoinAsync(change, request.Code, person, cancellation);

    /// <summary>The answer to an offered file, which only the person it was offered to can give, and once.</summary>
    private async Task<ProjectChange?> DeliverAsync(ProjectChange change, DeliverFileRequest request, Person person, CancellationToken cancellation)
    {
        if (await MessageOfAsync(request.MessageId, cancellation) is not var (row, content, owner)) return change;
        if (content.OnlyFor != person.Id || content.Sections is not [FileDelivery { State: DeliveryState.Offered } offered]) return change;
        var state = request.IsAccepted && request.Destination is { Length: > 0 } ? DeliveryState.Accepted : DeliveryState.Declined;
        owner.Write(row.MessageId, MessageRow.BotAuthor, content with { Sections = [offered with { State = state, Destination = state == DeliveryState.Accepted ? request.Destination : null }] });
        owner.Audit(person, state == DeliveryState.Accepted ? "take_file" : "decline_file", new { file = offered.File.ArtifactHash });
        return owner;
    }

    private async Task<ProjectChange?> FeedbackAsync(ProjectChange change, FeedbackRequest request, Person person, CancellationToken cancellation)
    {
        if (await MessageOfAsync(request.MessageId, cancellation) is not var (row, _, owner) || row.Conversation != change.Conversation) return change;
        owner.Feedback(row.CopyOf ?? row.MessageId, person, request.Reaction, request.Text);
        await linking.PassOnAsync(owner, row, request, person, cancellation);
        return owner;
    }

    private async Task<(MessageRow Row, ReplyMessage Content, ProjectChange Owner)?> MessageOfAsync(string messageId, CancellationToken cancellation) =>
        await database.GetMessageAsync(messageId, cancellation) is { Author: MessageRow.BotAuthor } row
        && await database.GetProjectAsync(row.ProjectId, cancellation) is { } project
            ? (row, StoredJson.Read<ReplyMessage>(row.BodyJson), sessions.Of(project, row.Conversation))
            : null;
}
