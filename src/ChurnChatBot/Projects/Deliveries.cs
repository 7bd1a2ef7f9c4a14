using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>Files that a person asks for: offered to that person alone, if they may have them.</summary>
internal sealed class Deliveries(ProjectDatabase database)
{
    /// <summary>What the program keeps for itself (profiles, plans, outcomes) is no file to take away.</summary>
    private static readonly string[] Takeable = ["deliverable", "upload", "model"];

    /// <returns>Of several of one name, the last made.</returns>
    public async Task<IReadOnlyList<ArtifactLink>> TakeableAsync(string projectId, CancellationToken cancellation)
    {
        var kept = await database.ArtifactsAsync(projectId, cancellation);
        return [.. kept.Where(link => Takeable.Contains(link.Kind)).GroupBy(link => link.Name).Select(links => links.Last())];
    }

    public async Task OfferAsync(ProjectChange change, SendFileRequest request, Person person, CancellationToken cancellation)
    {
        var link = (await TakeableAsync(change.ProjectId, cancellation)).FirstOrDefault(link => link.Hash == request.ArtifactHash);
        if (link is null) change.Say(ThreadWriter.FileMissing() with { OnlyFor = person.Id });
        else if (Permissions.OfFile(person.Role, link.Name) is { } refusal) change.Say(refusal with { OnlyFor = person.Id });
        else change.Say(new ReplyMessage(new FileDelivery(Offer(link))) { OnlyFor = person.Id });
    }

    public static FileOffer Offer(ArtifactLink link) => new(link.Name, link.MediaType, link.Size, link.Hash, link.Kind switch
    {
        "upload" => "The file as it was uploaded",
        "model" => "The best model so far, not yet the champion",
        _ => "Made with the champion",
    });
}
