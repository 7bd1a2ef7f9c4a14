using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Slack.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Every message that the bot ever showed in a scenario, as files in the folder that CHURN_BLOCKS names, for checks by other programs.</summary>
internal static class SlackBlockFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task WriteAsync(StandInSlack slack, string scenario)
    {
        if (Environment.GetEnvironmentVariable("CHURN_BLOCKS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        var number = 0;
        foreach (var shown in slack.Workspaces.SelectMany(workspace => workspace.Channels).SelectMany(channel => channel.Messages).Where(message => message.IsBot).SelectMany(message => message.Revisions))
        {
            var message = new JsonObject { ["text"] = shown.Content.Text };
            if (shown.Content.Blocks.Count > 0) message["blocks"] = shown.Content.Blocks.DeepClone();
            var name = string.Create(CultureInfo.InvariantCulture, $"{scenario}-{++number:000}.json");
            await File.WriteAllTextAsync(Path.Combine(folder, name), message.ToJsonString(Indented));
        }
    }
}
