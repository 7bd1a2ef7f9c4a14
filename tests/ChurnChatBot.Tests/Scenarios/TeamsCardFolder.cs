using System.Globalization;
using System.Text.Json;
using ChurnChatBot.Tests.Teams.StandIn;

namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Every card that the people of a scenario ever saw, as files in the folder that CHURN_CARDS names, for checks by other programs.</summary>
internal static class TeamsCardFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task WriteAsync(StandInTeams teams, string scenario)
    {
        if (Environment.GetEnvironmentVariable("CHURN_CARDS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        var cards = teams.People.Conversations.SelectMany(conversation => conversation.Activities).Where(activity => activity.IsBot).Distinct().SelectMany(activity => activity.CardsShown);
        var number = 0;
        foreach (var card in cards)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{scenario}-{++number:000}.json");
            await File.WriteAllTextAsync(Path.Combine(folder, name), card.ToJsonString(Indented));
        }
    }
}
