using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>
/// What one turn or one finished piece of work does to a project, gathered and then committed as a whole: state, messages,
/// approvals, audit lines and new work. Nothing of it is visible before the commit, all of it after.
/// </summary>
internal sealed class ProjectChange
{
    private readonly List<MessageWrite> _messages = [];
    private readonly List<NewApproval> _approvals = [];
    private readonly List<ApprovalDecision> _decisions = [];
    private readonly List<NewAudit> _audit = [];
    private readonly List<NewWork> _work = [];
    private readonly List<string> _stopped = [];
    private readonly List<ArtifactLink> _artifacts = [];
    private readonly List<NewFeedback> _feedback = [];
    private readonly List<NewLink> _links = [];
    private readonly List<OpenProposal> _superseded = [];
    private readonly ConversationKey _conversation;

    public ProjectChange(string projectId, string name, long version, ProjectState state, ConversationKey conversation, DateTimeOffset now)
    {
        ProjectId = projectId;
        Name = name;
        Version = version;
        State = state;
        Now = now;
        _conversation = conversation;
    }

    public string ProjectId { get; }

    public string Name { get; set; }

    public long Version { get; }

    public ProjectState State { get; set; }

    public DateTimeOffset Now { get; }

    public bool IsNew => Version == 0;

    public ConversationKey Conversation => _conversation;

    /// <summary>From now on the conversation speaks about this project.</summary>
    public bool LinksConversation { get; set; }

    public string Say(ReplyMessage message) => Write(NewId("m"), MessageRow.BotAuthor, message);

    /// <summary>What concerns this thread alone, and none of the others that speak about the project.</summary>
    public string SayHere(ReplyMessage message) => Put(NewId("m"), _conversation, MessageRow.BotAuthor, Stamped(message), null);

    /// <summary>What concerns another thread of the project alone.</summary>
    public string SayIn(ConversationKey thread, ReplyMessage message) => Put(NewId("m"), thread, MessageRow.BotAuthor, Stamped(message), null);

    /// <summary>What the person wrote or did, as part of the thread, under an id that follows from the turn's.</summary>
    public void Quote(Person person, RichText words, string turnId) => Write(
        QuoteId(turnId),
        // The bot's own name as an author is how its messages are told apart from people's.
        person.Name == MessageRow.BotAuthor ? $"{person.Name} (person)" : person.Name,
        new ReplyMessage(new Paragraph(words)));

    /// <summary>By it the words of a turn are found again when the person takes them back.</summary>
    public static string QuoteId(string turnId) => "q" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(turnId)))[..24];

    /// <summary>The answer that repeats the words of a turn.</summary>
    public static string EchoId(string turnId) => "e" + QuoteId(turnId)[1..];

    /// <summary>What was said to another project belongs to this one: it takes its place.</summary>
    public void TakeOver(ProjectChange other) => _messages.InsertRange(0, other._messages);

    /// <summary>Another thread may join with the code of this hash.</summary>
    public void OfferLink(string codeHash, DateTimeOffset expiresAt) => _links.Add(new NewLink(codeHash, expiresAt));

    /// <summary>Hash of the code with which this thread joins.</summary>
    public string? RedeemsLink { get; set; }

    public void Feedback(string messageId, Person person, string reaction, string text) =>
        _feedback.Add(new NewFeedback(messageId, person.Id, person.Name, reaction, text));

    /// <summary>Ids of the work that this orders, to be started once it is committed.</summary>
    public IEnumerable<string> OrderedWork => _work.Select(work => work.Id);

    public string Write(string messageId, string author, ReplyMessage message)
    {
        if (author == MessageRow.BotAuthor) message = Stamped(message);
        // In the other threads the bot tells who said it where.
        var elsewhere = author == MessageRow.BotAuthor ? message : Linking.Told(message, author, _conversation.Channel);
        return Put(messageId, _conversation, author, message, message.OnlyFor is null ? elsewhere : null);
    }

    private string Put(string messageId, ConversationKey thread, string author, ReplyMessage message, ReplyMessage? elsewhere)
    {
        _messages.RemoveAll(earlier => earlier.MessageId == messageId);
        _messages.Add(new MessageWrite(messageId, thread, author, StoredJson.Write(message)) { ElsewhereJson = elsewhere is null ? null : StoredJson.Write(elsewhere) });
        return messageId;
    }

    /// <summary>With what the project allows, and what its figures were taken from.</summary>
    private ReplyMessage Stamped(ReplyMessage message) => message with
    {
        NamesCustomers = State.NamesCustomers,
        Sources = message.Sources.Count == 0 && State.File is { } file && message.HasFacts ? [SourceOf(file)] : message.Sources,
    };

    private SourceNote SourceOf(SourceFile file) => new(file.Name, State.ApprovedRecipe.Steps.Count is > 0 and var steps
        ? RichText.Of($"As uploaded at {Decisions.At(file.UploadedAt)}, after {Fact.Count("recipe.steps", steps)} approved steps.")
        : RichText.Of($"As uploaded at {Decisions.At(file.UploadedAt)}."));

    /// <summary>Puts a plan before people: stores the approval, says the card, and closes whatever waited before.</summary>
    public void Propose(StepName step, string outcome, Func<ProposalIds, ReplyMessage> card)
    {
        var file = State.File ?? throw new InvalidOperationException("A proposal needs a file.");
        var question = State.Question ?? throw new InvalidOperationException("A proposal needs a question.");
        var plan = JsonSerializer.Serialize(new StepPlan(step, file.Hash, question, outcome), StoredJson.Options);
        var ids = new ProposalIds(NewId("a"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plan))));
        var messageId = Say(card(ids));
        _approvals.Add(new NewApproval(ids.ApprovalId, step.ToString(), plan, ids.PlanHash, StateFormat, Now + ApprovalLifetime, null, messageId));
        State = State with { Open = new OpenProposal(ids.ApprovalId, step, ids.PlanHash, messageId, outcome), Rejected = null };
    }

    public void Decide(OpenProposal proposal, string status, Person person, string? reason)
    {
        if (status == ApprovalStatus.Superseded) _superseded.Add(proposal);
        _decisions.Add(new ApprovalDecision(proposal.ApprovalId, proposal.PlanHash, status, person.Id, person.Name, Now, reason));
        if (State.Open?.ApprovalId == proposal.ApprovalId) State = State with { Open = null };
    }

    /// <summary>Proposals that nobody can decide on any more, though nobody did.</summary>
    public IReadOnlyList<OpenProposal> Superseded => _superseded;

    /// <summary>Whether this change writes the message.</summary>
    public bool Writes(string messageId) => _messages.Exists(message => message.MessageId == messageId);

    public void Audit(Person person, string action, object details) =>
        _audit.Add(new NewAudit(Now, person.Id, person.Name, action, JsonSerializer.Serialize(details, StoredJson.Options)));

    /// <summary>Orders long work with its one progress message, which is updated as it goes.</summary>
    public void Start(StepOrder order, ReplyMessage progress)
    {
        var work = NewId("w");
        var message = Say(progress);
        _work.Add(new NewWork(work, order.Step.ToString(), JsonSerializer.Serialize(order, StoredJson.Options)));
        var running = new RunningWork(work, order.Step, message);
        State = order.Step == StepName.Profile ? State with { Reading = running } : State with { Running = running };
    }

    /// <summary>Asks running work to stop; what it had is kept by the work itself.</summary>
    public void Stop(string workId) => _stopped.Add(workId);

    public void Keep(StoredArtifact artifact, string kind, string name, string mediaType) =>
        _artifacts.Add(new ArtifactLink(ProjectId, artifact.Hash, kind, name, mediaType, artifact.Size));

    public ProjectCommit ToCommit(string? completesTurn = null, (string WorkId, string Status)? completesWork = null) => new()
    {
        ProjectId = ProjectId,
        ExpectedVersion = Version,
        Name = Name,
        StateJson = JsonSerializer.Serialize(State, StoredJson.Options),
        LinkConversation = IsNew || LinksConversation ? _conversation : null,
        Messages = _messages,
        NewApprovals = _approvals,
        Decisions = _decisions,
        Audit = _audit,
        Feedback = _feedback,
        NewWork = _work,
        NewLinks = _links,
        RedeemsLink = RedeemsLink,
        StopWork = _stopped,
        Artifacts = _artifacts,
        CompletesTurn = completesTurn,
        CompletesWork = completesWork,
        At = Now,
    };

    public static string NewId(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    private const int StateFormat = 1;

    /// <summary>After a week a proposal is measured anew: the file may be the same, the people and the question rarely are.</summary>
    public static readonly TimeSpan ApprovalLifetime = TimeSpan.FromDays(7);
}

/// <summary>What the buttons of a proposal carry.</summary>
internal sealed record ProposalIds(string ApprovalId, string PlanHash);
