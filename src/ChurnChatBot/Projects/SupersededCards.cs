using ChurnChatBot.Messages;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>Cards of proposals that something newer replaced: their buttons could only be answered with that, so they go, and the card says it.</summary>
internal static class SupersededCards
{
    public static async Task CloseAsync(ProjectChange change, ProjectDatabase database, CancellationToken cancellation)
    {
        foreach (var proposal in change.Superseded.Where(proposal => !change.Writes(proposal.MessageId)))
        {
            if (await database.GetMessageAsync(proposal.MessageId, cancellation) is not { } card) continue;
            change.Write(card.MessageId, card.Author, Decided.With(StoredJson.Read<ReplyMessage>(card.BodyJson), "No longer open: something newer replaced it.", []));
        }
    }
}
