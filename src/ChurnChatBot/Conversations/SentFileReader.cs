namespace ChurnChatBot.Conversations;

/// <param name="Problem">Why it could not be had, in sentences; else null.</param>
internal sealed record ReceivedFile(TurnFile File, FetchedFile? Problem);

/// <summary>Brings the files of a turn into the artifact store, from wherever their channel keeps them.</summary>
internal sealed class SentFileReader(IServiceProvider services)
{
    /// <exception cref="HttpRequestException">A channel could not be reached; the turn is tried again.</exception>
    public async Task<IReadOnlyList<ReceivedFile>> ReadAsync(ConversationTurn turn, CancellationToken cancellation)
    {
        var received = new List<ReceivedFile>();
        foreach (var file in turn.Files)
        {
            if (file.Source is not { } source)
            {
                received.Add(new ReceivedFile(file, null));
                continue;
            }

            var fetched = await Channel(turn.Conversation.Channel).FetchAsync(turn.Conversation, source, cancellation);
            received.Add(fetched.ArtifactHash is { } hash
                ? new ReceivedFile(file with { ArtifactHash = hash, Size = fetched.Size, Name = fetched.Name ?? file.Name, Source = null }, null)
                : new ReceivedFile(file, fetched));
        }

        return received;
    }

    private IChatChannel Channel(string name) => services.GetServices<IChatChannel>().First(channel => channel.Name == name);
}
