using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>
/// Several threads that speak about one project: an analyst's in Teams and a data scientist's in Slack, say. A code, good once and for half an
/// hour, brings a thread in; from then on what is asked, answered and decided in one is told in the others, with who did it where.
/// </summary>
internal sealed class Linking(ProjectDatabase database, ProjectSessions sessions)
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(30);

    // No letters and digits that are read for one another. Ten of 31 are 49 bits: not to be guessed within the half hour.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int CodeLength = 10;

    /// <summary>What the bot says in the other threads of something that a person wrote.</summary>
    public static ReplyMessage Told(ReplyMessage message, string name, string channel)
    {
        var words = message.Sections.OfType<Paragraph>().Select(paragraph => paragraph.Text).FirstOrDefault() ?? RichText.Empty;
        return new ReplyMessage(new Paragraph(RichText.Of($"{Data.Cell(name)} {(RichText)In(channel)}: ").Then(words)));
    }

    /// <summary>The platform as people call it.</summary>
    public static string In(string channel) => channel switch
    {
        "teams" => "in Teams",
        "slack" => "in Slack",
        "web" => "in the web chat",
        _ => "elsewhere",
    };

    /// <summary>Offers a code to the person who asks, and to nobody else: whoever has it brings a thread in.</summary>
    public static void Offer(ProjectChange change, Person person)
    {
        if (change.State.File is null)
        {
            change.SayHere(ConversationWriter.NeedsFile());
            return;
        }

        var code = RandomNumberGenerator.GetString(Letters, CodeLength);
        change.OfferLink(HashOf(code), change.Now + CodeLifetime);
        change.Audit(person, "offer_link", new { });
        change.Say(LinkWriter.Code($"{code[..(CodeLength / 2)]}-{code[(CodeLength / 2)..]}", change.Name) with { OnlyFor = person.Id });
    }

    /// <returns>The change to the joined project, with what was said here; or the given one with why nothing was joined.</returns>
    public async Task<ProjectChange> JoinAsync(ProjectChange change, string code, Person person, CancellationToken cancellation)
    {
        var hash = HashOf(code);
        if (await database.FindLinkAsync(hash, change.Now, cancellation) is not { } row)
        {
            change.SayHere(LinkWriter.NoSuchCode());
            return change;
        }

        if (row.Id == change.ProjectId)
        {
            change.SayHere(LinkWriter.JoinedAlready(row.Name));
            return change;
        }

        var joined = sessions.Of(row, change.Conversation);
        joined.LinksConversation = true;
        joined.RedeemsLink = hash;
        joined.TakeOver(change);
        ProjectWorkflow.Unheard(joined);
        joined.Audit(person, "join_thread", new { channel = change.Conversation.Channel });
        joined.Say(LinkWriter.Joined(row.Name, person.Name, In(change.Conversation.Channel)));
        // What waits for a decision is shown to those who came last as well.
        if (joined.State.Open is { } open && await database.GetMessageAsync(open.MessageId, cancellation) is { } card)
            joined.Write(card.MessageId, card.Author, StoredJson.Read<ReplyMessage>(card.BodyJson));
        return joined;
    }

    /// <summary>Said in every thread of the project, with a place for an answer.</summary>
    public async Task CommentAsync(ProjectChange change, CommentRequest request, Person person, CancellationToken cancellation)
    {
        var answered = request.Answers is { } id && await database.GetMessageAsync(id, cancellation) is { } row && row.ProjectId == change.ProjectId
            ? StoredJson.Read<ReplyMessage>(row.BodyJson).Summary
            : null;
        var comment = change.Say(LinkWriter.Comment(new CommentLine(person.Name, In(change.Conversation.Channel), request.Text, request.About ?? change.State.Open?.Step, answered)));
        change.Feedback(comment, person, "comment", request.Text);
        change.Audit(person, "comment", new { });
    }

    /// <summary>What somebody wrote about a message reaches the other threads, where those who can answer it may be.</summary>
    public async Task PassOnAsync(ProjectChange change, MessageRow about, FeedbackRequest feedback, Person person, CancellationToken cancellation)
    {
        if (feedback.Text.Length == 0) return;
        var line = new CommentLine(person.Name, In(change.Conversation.Channel), feedback.Text, null, StoredJson.Read<ReplyMessage>(about.BodyJson).Summary);
        foreach (var thread in await database.ThreadsOfAsync(change.ProjectId, cancellation))
            if (thread != change.Conversation) change.SayIn(thread, LinkWriter.Comment(line));
    }

    /// <summary>However it is written: small letters, with or without the hyphen.</summary>
    private static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)))));
}
