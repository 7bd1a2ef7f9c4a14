using System.Collections.Frozen;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>Who may do what. Words and buttons become the same requests, so one table holds for both.</summary>
internal static class Permissions
{
    private static readonly Need Ask = new(Role.Viewer, "ask");
    private static readonly Need Work = new(Role.Analyst, "change a project");
    private static readonly Need Train = new(Role.DataScientist, "start and stop trainings");
    private static readonly Need Decide = new(Role.DataScientist, "decide on repairs, measures and trainings");
    private static readonly Need Champion = new(Role.Approver, "make a model the champion or turn it down");
    private static readonly Need Delete = new(Role.Admin, "delete a project");
    private static readonly Need Upload = new(Role.Analyst, "upload a file");

    /// <summary>What each request needs; a yes and a no depend on what waits for them.</summary>
    private static readonly FrozenDictionary<Type, Need> Needs = new Dictionary<Type, Need>
    {
        [typeof(GreetingRequest)] = Ask,
        [typeof(CannotYetRequest)] = Ask,
        // "show the plan" may measure a plan first; measuring decides nothing.
        [typeof(ShowRequest)] = Ask,
        [typeof(WhyRequest)] = Ask,
        [typeof(ChurnRateRequest)] = Ask,
        [typeof(ExplainCustomerRequest)] = Ask,
        [typeof(LowerRiskRequest)] = Ask,
        [typeof(FeedbackRequest)] = Ask,
        [typeof(CommentRequest)] = Ask,
        [typeof(LinkCodeRequest)] = Work with { What = "let another thread join a project" },
        [typeof(JoinProjectRequest)] = Work with { What = "join a project" },
        // Which file it is decides, see OfFile; what was offered to somebody is theirs to answer.
        [typeof(SendFileRequest)] = Ask,
        [typeof(DeliverFileRequest)] = Ask,
        [typeof(TrySampleRequest)] = Work with { What = "start with the sample" },
        [typeof(ChooseTargetRequest)] = Work with { What = "choose what is predicted" },
        [typeof(AmendRequest)] = Work with { What = "change a plan" },
        [typeof(GoBackRequest)] = Work with { What = "take up an earlier step again" },
        [typeof(NewProjectRequest)] = Work with { What = "start another project" },
        [typeof(OpenProjectRequest)] = Work with { What = "change the project that we speak about" },
        [typeof(StartTrainingRequest)] = Train,
        [typeof(StopTrainingRequest)] = Train,
        [typeof(ApproveRequest)] = Decide,
        [typeof(RejectRequest)] = Decide,
        [typeof(DeleteProjectRequest)] = Delete,
        [typeof(NameCustomersRequest)] = new(Role.Admin, "say whether customers are named here"),
    }.ToFrozenDictionary();

    /// <param name="waits">The step whose proposal waits: approving a plan and approving the champion are for different people.</param>
    /// <param name="deletionAsked">Whether a plain yes would now delete the project.</param>
    /// <returns>What is said to somebody who may not; null for who may.</returns>
    public static ReplyMessage? Of(PersonRequest request, Role role, StepName? waits, bool deletionAsked = false) => Refusal(request switch
    {
        ApproveRequest { ApprovalId: null } when deletionAsked => Delete,
        // A plain no keeps the project, which is as it was before anybody asked.
        RejectRequest { ApprovalId: null } when deletionAsked => Ask,
        ApproveRequest { About: StepName.Explanation } => Champion,
        ApproveRequest or RejectRequest when waits == StepName.Explanation => Champion,
        // With nothing to decide, "yes" and "go on" only take the next step.
        ApproveRequest { ApprovalId: null } when waits is null => Work with { What = "take the next step" },
        _ => Needs[request.GetType()],
    }, role);

    public static ReplyMessage? OfUpload(Role role) => Refusal(Upload, role);

    /// <summary>
    /// Analysts work with the list of customers every day, so the report and the scores are theirs. The file as it was uploaded holds columns that
    /// the scores leave out (addresses, telephone numbers), and a model is put to use by those who answer for it.
    /// </summary>
    public static ReplyMessage? OfFile(Role role, ArtifactLink file) => Refusal(
        new Need(file is { Kind: "deliverable", Name: "report.html" or "scores.csv" } ? Role.Analyst : Role.DataScientist, RichText.Of($"take {Data.Name(file.Name)}")), role);

    /// <summary>Whether somebody may approve or reject anything at all.</summary>
    public static bool Decides(Role role) => role >= Decide.Least;

    private static ReplyMessage? Refusal(Need need, Role role) => role >= need.Least ? null : ThreadWriter.RoleRefused(need.What, need.Least switch
    {
        Role.Analyst => "an analyst",
        Role.DataScientist => "a data scientist or an approver",
        Role.Approver => "an approver",
        _ => "an admin",
    });

    /// <param name="What">As in "only an analyst may change a plan".</param>
    private sealed record Need(Role Least, RichText What);
}
