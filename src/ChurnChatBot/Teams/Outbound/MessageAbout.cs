using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Teams.Cards;

namespace ChurnChatBot.Teams.Outbound;

/// <summary>
/// What Teams shows about a message besides its content: that a model made it, that it names people, and what its figures were taken from.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content
/// </summary>
internal static class MessageAbout
{
    private const string SchemaMessage = "https://schema.org/Message";
    private const int MostSources = 5;
    private const int LongestName = 80;
    private const int LongestAbstract = 160;
    private static readonly string[] FromModel = ["training", "explanation", "customers["];

    /// <returns>The entity, or null where there is nothing to say.</returns>
    public static JsonObject? Write(ReplyMessage message, bool isShared)
    {
        var about = new JsonObject { ["type"] = SchemaMessage, ["@type"] = "Message", ["@context"] = "https://schema.org" };
        var bare = about.Count;
        if (IsFromModel(message)) about["additionalType"] = new JsonArray("AIGeneratedContent");
        if (ShowsPeople(message, isShared)) about["usageInfo"] = PersonalDataLabel();
        if (message.Sources.Count > 0) about["citation"] = new JsonArray([.. message.Sources.Take(MostSources).Select(Claim)]);
        return about.Count > bare ? about : null;
    }

    /// <summary>
    /// Teams draws a citation where the activity's text says [1], and nowhere else: inside a card the same words stay words. So a card with
    /// sources is led by a line that holds nothing but the marks. Not one that can be pressed: text and card may be taken as two messages, of
    /// which the answer names none, and such a card must be found again to show what was decided.
    /// </summary>
    public static string? CitingText(ReplyMessage message) => message.Sources.Count == 0 || CanBePressed(message.Sections) ? null
        : "Based on " + string.Join(' ', Enumerable.Range(1, Math.Min(message.Sources.Count, MostSources)).Select(position => string.Create(CultureInfo.InvariantCulture, $"[{position}]")));

    public static bool IsFromModel(ReplyMessage message) => MessageTexts.Of(message.Sections).SelectMany(text => text.Runs)
        .Any(run => run.Fact is { } fact && FromModel.Any(source => fact.Source.StartsWith(source, StringComparison.Ordinal)));

    private static bool CanBePressed(IReadOnlyList<MessageSection> sections) => sections.Any(section => section switch
    {
        ApprovalPrompt or Choices or Toggles or ChoiceInput or TextInput or NumberInput or Messages.Files or FileDelivery or PersonalData => true,
        Details details => CanBePressed(details.Sections),
        _ => false,
    });

    private static bool ShowsPeople(ReplyMessage message, bool isShared) => (!isShared || message.NamesCustomers) && HasPersonalData(message.Sections);

    private static bool HasPersonalData(IReadOnlyList<MessageSection> sections) =>
        sections.Any(section => section is PersonalData || (section is Details details && HasPersonalData(details.Sections)));

    private static JsonObject PersonalDataLabel() => new()
    {
        ["type"] = SchemaMessage,
        ["@type"] = "CreativeWork",
        ["name"] = "Personal data",
        ["description"] = "Names customers of the file. Do not pass it on to people who may not know them.",
    };

    private static JsonObject Claim(SourceNote source, int index) => new()
    {
        ["@type"] = "Claim",
        ["position"] = index + 1,
        ["appearance"] = new JsonObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = Wording.Shortened(CardText.Defused(source.Name), LongestName),
            ["abstract"] = Wording.Shortened(CardText.Defused(source.About.ToPlainText()), LongestAbstract),
        },
    };
}
