using System.Globalization;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Conversations;

/// <summary>Translates a pressed button into the request that words would have made. What a button sends is untrusted input.</summary>
internal static class ActionRequests
{
    private const int MaxItems = 500;
    private const int MaxComment = 2_000;

    /// <returns>Null for a verb or data that no card of this version carries.</returns>
    public static PersonRequest? Read(TurnAction action)
    {
        var data = action.Command.Data;
        return action.Command.Verb switch
        {
            ActionVerb.Approve when Gate(data) is { } gate => new ApproveRequest(gate.Id, gate.Hash, Items(action.Inputs)),
            ActionVerb.Reject when Gate(data) is { } gate => new RejectRequest(gate.Id, gate.Hash),
            ActionVerb.StartTraining when Gate(data) is { } gate => new ApproveRequest(gate.Id, gate.Hash) { Budget = Seconds(data) },
            ActionVerb.Amend when Edits(data) is { Count: > 0 } edits => new AmendRequest(edits),
            ActionVerb.StopTraining => new StopTrainingRequest(),
            ActionVerb.TrySample => new TrySampleRequest(),
            ActionVerb.ChooseTarget when action.Inputs.TryGetValue("target", out var column) => new ChooseTargetRequest(column),
            ActionVerb.ConfirmDelete => new DeleteProjectRequest(IsConfirmed: true),
            ActionVerb.OpenProject when data.TryGetValue("project", out var project) => new OpenProjectRequest(project),
            ActionVerb.SendFile when data.TryGetValue("file", out var hash) => new SendFileRequest(hash),
            ActionVerb.DeliverFile when action.MessageId is { } message =>
                new DeliverFileRequest(message, data.GetValueOrDefault("state") == "accepted", data.GetValueOrDefault("destination")),
            ActionVerb.Feedback when action.MessageId is { } message =>
                new FeedbackRequest(message, data.GetValueOrDefault("reaction", ""), data.GetValueOrDefault("text", "")),
            ActionVerb.Comment when action.MessageId is { } message && action.Inputs.GetValueOrDefault("comment")?.Trim() is { Length: > 0 and <= MaxComment } text =>
                new CommentRequest(text, Answers: message),
            _ => null,
        };
    }

    private static (string Id, string Hash)? Gate(IReadOnlyDictionary<string, string> data) =>
        data.TryGetValue("approval", out var id) && data.TryGetValue("hash", out var hash) && id.Length <= 100 && hash.Length <= 100 ? (id, hash) : null;

    private static List<string>? Items(IReadOnlyDictionary<string, string> inputs) => inputs.TryGetValue("items", out var ticked) ? Split(ticked) : null;

    private static List<PlanEdit> Edits(IReadOnlyDictionary<string, string> data) =>
    [
        .. Split(data.GetValueOrDefault("on", "")).Select(id => new SelectItem(id, IsOn: true)),
        .. Split(data.GetValueOrDefault("off", "")).Select(id => new SelectItem(id, IsOn: false)),
    ];

    private static List<string> Split(string ids) => [.. ids.Split(',', MaxItems, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static TimeSpan? Seconds(IReadOnlyDictionary<string, string> data) =>
        data.TryGetValue("seconds", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
