namespace ChurnChatBot.Requests;

/// <summary>
/// What a person can ask for: the closed vocabulary into which buttons and words are both translated, so that they do the same.
/// Nothing in a request is executed as it stands; the workflow checks every name in it against the project.
/// </summary>
internal abstract record PersonRequest;

/// <summary>"Try the sample".</summary>
internal sealed record TrySampleRequest : PersonRequest;

/// <summary>"the question is wrong: predict exited instead", with the cell that means "left" where it was said.</summary>
internal sealed record ChooseTargetRequest(string Column, string? PositiveLevel = null) : PersonRequest;

/// <summary>A yes to what waits. A button names the approval, its plan's hash and what is ticked; words mean whatever waits now.</summary>
/// <param name="Selected">Ids of the ticked items; null means those ticked on the card as it stands.</param>
internal sealed record ApproveRequest(string? ApprovalId = null, string? PlanHash = null, IReadOnlyList<string>? Selected = null) : PersonRequest
{
    /// <summary>The step that was named ("make it the champion") where another one waits: a yes to one thing is not a yes to the other.</summary>
    public StepName? About { get; init; }

    /// <summary>The time a training may take, where the button named one.</summary>
    public TimeSpan? Budget { get; init; }
}

/// <summary>A no to what waits, with its reason where one was given.</summary>
internal sealed record RejectRequest(string? ApprovalId = null, string? PlanHash = null, string? Reason = null) : PersonRequest;

/// <summary>A change to the plan that waits, as one or more typed edits; the plan is measured again and shown again.</summary>
/// <param name="Reason">What the person gave as the reason ("no purchase means no spend"), kept with the step.</param>
internal sealed record AmendRequest(IReadOnlyList<PlanEdit> Edits, string? Reason = null) : PersonRequest;

/// <summary>"why do you drop this column?": the evidence behind a step, a column or a whole proposal.</summary>
/// <param name="Column">The column asked about, or null.</param>
/// <param name="About">What it is about.</param>
internal sealed record WhyRequest(WhyTopic About, string? Column = null) : PersonRequest;

internal enum WhyTopic
{
    Proposal,
    Step,
    Model,
    Result,
}

/// <summary>"go back to the cleaning plan": the line of steps is taken up again from there, and what came later is set aside.</summary>
internal sealed record GoBackRequest(StepName Step) : PersonRequest;

/// <summary>The steps of a project, in order.</summary>
internal enum StepName
{
    Profile,
    Cleaning,
    Features,
    Training,
    Explanation,
}

/// <summary>"train for five minutes"; null is the budget that was recommended.</summary>
internal sealed record StartTrainingRequest(TimeSpan? Budget = null) : PersonRequest;

/// <summary>"stop and keep the best".</summary>
internal sealed record StopTrainingRequest : PersonRequest;

/// <summary>"why is customer C00042 at risk?"</summary>
internal sealed record ExplainCustomerRequest(string Customer) : PersonRequest;

/// <summary>"what would lower it?": null is the customer last spoken of.</summary>
internal sealed record LowerRiskRequest(string? Customer = null) : PersonRequest;

/// <summary>"churn rate by city?", "... among customers older than 60": filters narrow the rows first.</summary>
internal sealed record ChurnRateRequest(string Column, IReadOnlyList<RowFilter> Filters) : PersonRequest;

internal enum FilterComparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Missing,
}

/// <param name="Value">Invariant text of a cell or number; null for <see cref="FilterComparison.Missing"/>.</param>
internal sealed record RowFilter(string Column, FilterComparison Comparison, string? Value);

/// <summary>"show the profile", "who are they?", "the report", "help".</summary>
internal sealed record ShowRequest(ShowTopic Topic, string? Column = null) : PersonRequest;

internal enum ShowTopic
{
    Help,
    Privacy,
    Profile,
    Column,
    Plan,
    ChangedRows,
    RowsSetAside,
    Results,
    Trials,
    Drivers,
    CustomersAtRisk,
    Files,
    Decisions,
    Status,

    /// <summary>The projects that this conversation has spoken about.</summary>
    Projects,

    /// <summary>What people thought of what the bot said.</summary>
    Feedback,
}

/// <summary>"delete this project"; it happens on the confirmation that follows.</summary>
internal sealed record DeleteProjectRequest(bool IsConfirmed = false) : PersonRequest;

/// <summary>"new project": what is spoken of from now on is another one; the old one stays.</summary>
internal sealed record NewProjectRequest : PersonRequest;

/// <summary>Another project of this conversation is taken up again.</summary>
internal sealed record OpenProjectRequest(string ProjectId) : PersonRequest;

/// <summary>"link": a code by which another thread, perhaps on another platform, joins this project.</summary>
internal sealed record LinkCodeRequest : PersonRequest;

/// <summary>"link 7KQ2M-9XRTP": this thread joins the project that the code is of.</summary>
internal sealed record JoinProjectRequest(string Code) : PersonRequest;

/// <summary>"comment on the cleaning plan: is 0 right here?": said to everybody who works on the project, in every thread of it.</summary>
/// <param name="About">The step it is about, where one was named.</param>
/// <param name="Answers">Id of the comment that it answers.</param>
internal sealed record CommentRequest(string Text, StepName? About = null, string? Answers = null) : PersonRequest;

/// <summary>"customers may be named in this channel", and the reverse.</summary>
internal sealed record NameCustomersRequest(bool IsAllowed) : PersonRequest;

/// <summary>"send me the scores".</summary>
internal sealed record SendFileRequest(string ArtifactHash) : PersonRequest;

/// <summary>The answer to an offered file.</summary>
internal sealed record DeliverFileRequest(string MessageId, bool IsAccepted, string? Destination) : PersonRequest;

/// <summary>What somebody thinks of a message.</summary>
/// <param name="Reaction">A word of the channel: like, dislike, heart.</param>
internal sealed record FeedbackRequest(string MessageId, string Reaction, string Text) : PersonRequest;

/// <summary>"thanks", "hello": answered in a word, nothing happens.</summary>
internal sealed record GreetingRequest : PersonRequest;

/// <summary>A question the bot understands but cannot answer yet; <paramref name="What"/> is one of its own words ("forecasting revenue").</summary>
internal sealed record CannotYetRequest(string What) : PersonRequest;
