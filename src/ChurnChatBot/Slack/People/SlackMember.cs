namespace ChurnChatBot.Slack.People;

/// <summary>A person as Slack names one.</summary>
/// <param name="TeamId">The workspace where they were met, whose token may ask about them.</param>
/// <param name="HomeTeamId">Their own workspace, where it is another one.</param>
/// <param name="UserId">U… or W….</param>
/// <param name="Name">What Slack said they are called; null where it did not say.</param>
internal sealed record SlackMember(string TeamId, string? HomeTeamId, string UserId, string? Name = null);
