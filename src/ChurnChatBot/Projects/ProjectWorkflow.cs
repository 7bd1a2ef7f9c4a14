using ChurnChatBot.Advice;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Projects.Questions;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects;

/// <summary>What the conversation does after a request was handled.</summary>
internal enum Answer
{
    Continue,

    /// <summary>A confirmed deletion: the project goes, in a transaction of its own.</summary>
    Delete,
}

internal sealed record UploadedFile(string Name, string Hash, long Size);

/// <summary>
/// The only writer of project state. Each request either answers at once, or orders long work whose end comes back through
/// <see cref="StepFinisher"/>; both gather what they do in a <see cref="ProjectChange"/> that the caller commits as a whole.
/// </summary>
internal sealed class ProjectWorkflow(ProjectFiles files, StepLine line, Decisions decisions, Amendments amendments, Answers answers, Deliveries deliveries, Linking linking, TimeProvider time)
{
    public async Task<InterpretationContext> ContextAsync(ProjectChange change, CancellationToken cancellation)
    {
        var context = await InterpretationContexts.OfAsync(change.State, files, cancellation);
        return change.IsNew ? context : context with
        {
            Projects = [.. (await answers.ProjectsAsync(change, cancellation)).Select(project => (project.Id, project.Name))],
            Files = [.. (await deliveries.TakeableAsync(change.ProjectId, cancellation)).Select(link => (link.Name, link.Hash))],
        };
    }

    /// <summary>A file arrived: it replaces the one in force, and with it everything that was proposed or made from that.</summary>
    public Task UploadAsync(ProjectChange change, UploadedFile upload, Person person, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Unheard(change);
        var file = new SourceFile(upload.Name, upload.Hash, upload.Size, time.GetUtcNow());
        change.Keep(new Storage.StoredArtifact(upload.Hash, upload.Size), "upload", upload.Name, "application/octet-stream");
        change.Audit(person, "upload", new { file = upload.Hash, size = upload.Size });
        StepLine.Read(change, file, question: null, person);
        return Task.CompletedTask;
    }

    public async Task<Answer> HandleAsync(ProjectChange change, PersonRequest request, Person person, CancellationToken cancellation)
    {
        if (Deletion(change, request) is { } answer) return answer;
        switch (request)
        {
            case TrySampleRequest:
                await UploadAsync(change, await files.SampleAsync(cancellation), person, cancellation);
                break;
            case GreetingRequest:
                change.SayHere(ConversationWriter.Greeting(change.State.File is not null));
                break;
            case ShowRequest { Topic: ShowTopic.Help }:
                change.SayHere(ConversationWriter.Help(change.State.File is not null));
                break;
            case ShowRequest { Topic: ShowTopic.Privacy }:
                change.SayHere(ConversationWriter.Privacy());
                break;
            case ShowRequest { Topic: ShowTopic.Projects }:
                await answers.ShowProjectsAsync(change, cancellation);
                break;
            case LinkCodeRequest:
                Linking.Offer(change, person);
                break;
            case CommentRequest comment:
                await linking.CommentAsync(change, comment, person, cancellation);
                break;
            case NameCustomersRequest naming:
                NameCustomers(change, naming, person);
                break;
            case CannotYetRequest cannot:
                change.Say(ConversationWriter.CannotYet(cannot.What));
                break;
            case not null when change.State.File is null:
                change.Say(ConversationWriter.NeedsFile());
                break;
            default:
                await HandleWithFileAsync(change, request!, person, cancellation);
                break;
        }

        return Answer.Continue;
    }

    private async Task HandleWithFileAsync(ProjectChange change, PersonRequest request, Person person, CancellationToken cancellation)
    {
        switch (request)
        {
            case ChooseTargetRequest target:
                await ChooseTargetAsync(change, target, person, cancellation);
                break;
            case ApproveRequest approve:
                await decisions.ApproveAsync(change, approve, person, cancellation);
                break;
            case RejectRequest reject:
                await decisions.RejectAsync(change, reject, person, cancellation);
                break;
            case StartTrainingRequest start:
                await decisions.StartTrainingAsync(change, start, person, cancellation);
                break;
            case SendFileRequest send:
                await deliveries.OfferAsync(change, send, person, cancellation);
                break;
            case StopTrainingRequest:
                Decisions.StopTraining(change, person);
                break;
            case AmendRequest amend:
                await amendments.AmendAsync(change, amend, person, cancellation);
                break;
            case GoBackRequest back:
                line.GoBack(change, back.Step, person);
                break;
            case ShowRequest { Topic: ShowTopic.Plan } when change.State.Open is null && change.State.Running is null:
                line.Continue(change, person);
                break;
            default:
                await answers.AnswerAsync(change, request, cancellation);
                break;
        }
    }

    private static void NameCustomers(ProjectChange change, NameCustomersRequest request, Person person)
    {
        change.State = change.State with { NamesCustomers = request.IsAllowed };
        change.Audit(person, request.IsAllowed ? "allow_customer_names" : "forbid_customer_names", new { });
        change.Say(ThreadWriter.CustomersNamed(request.IsAllowed));
    }

    /// <summary>Something else was said or done: a yes from here on no longer means the deletion that was asked about.</summary>
    public static void Unheard(ProjectChange change) => change.State = change.State with { DeleteAsked = false };

    /// <summary>Deletion takes two: the request, and a yes as the very next thing.</summary>
    private static Answer? Deletion(ProjectChange change, PersonRequest request)
    {
        var wasAsked = change.State.DeleteAsked;
        Unheard(change);
        switch (request)
        {
            case DeleteProjectRequest { IsConfirmed: true } when wasAsked:
            case ApproveRequest { ApprovalId: null } when wasAsked:
                return Answer.Delete;
            case DeleteProjectRequest when change.IsNew:
                change.Say(new ReplyMessage(new Paragraph("There is nothing to delete: this project is empty.")));
                return Answer.Continue;
            case DeleteProjectRequest:
                change.State = change.State with { DeleteAsked = true };
                change.Say(ConversationWriter.ConfirmDelete(change.Name));
                return Answer.Continue;
            case RejectRequest { ApprovalId: null } when wasAsked:
                change.Say(new ReplyMessage(new Paragraph("The project stays as it is.")));
                return Answer.Continue;
            default:
                return null;
        }
    }

    private async Task ChooseTargetAsync(ProjectChange change, ChooseTargetRequest request, Person person, CancellationToken cancellation)
    {
        var intake = await files.ReadAsync(change.State.File!, cancellation);
        if (intake.Dataset is not { } dataset) return;
        var check = DataScience.Profiling.TargetCheck.Check(dataset, request.Column, request.PositiveLevel);
        if (check.Problem is { } problem)
        {
            change.Say(ProfileWriter.TargetRefused(problem, request.Column));
            return;
        }

        if (request.PositiveLevel is null && request.Column == change.State.Question?.TargetColumn && change.State.Profile is { } stored)
        {
            change.Say(ProfileWriter.AskTarget(files.Load<ProfileOutcome>(stored).Profile!));
            return;
        }

        var level = request.PositiveLevel ?? check.PositiveLevel!;
        change.Audit(person, "choose_target", new { column = request.Column });
        StepLine.Read(change, change.State.File!, new ChurnQuestion(request.Column, level, change.State.Question?.IdentifierColumn), person);
    }
}
