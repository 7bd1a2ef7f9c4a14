namespace ChurnChatBot.Tests.Slack.StandIn;

/// <summary>A test that runs Slack's own clients under Node, skipped where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlackClientsFactAttribute : FactAttribute
{
    public SlackClientsFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(NodeScript.Folder, "node_modules"))) Skip = "Slack's clients are not here: npm ci in tests/oracles/slack-clients.";
        else if (!NodeScript.HasNode) Skip = "node is not here: apt-get install nodejs npm.";
    }
}
