using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Teams.Cards;

/// <summary>The elements of each kind of section. The list of sections is closed, and each has its place here or in a writer beside this one.</summary>
/// <param name="ticked">Ids of the ticked items, where the person has touched them; null for those of the message.</param>
/// <param name="carried">What the buttons carry of boxes on other pages; null where all stand on one.</param>
internal sealed class CardSections(CardOptions options, IReadOnlySet<string>? ticked, string? carried)
{
    private static readonly string[] Deciding = [ActionVerb.Approve, ActionVerb.Reject, ActionVerb.StartTraining];
    private readonly CardButtons _buttons = new(options, carried);
    private readonly CardInputs _inputs = new(options, ticked, isPage: carried is not null);
    private int _elements;

    public CardButtons Buttons => _buttons;

    public IEnumerable<JsonObject> Write(MessageSection section) => section switch
    {
        Heading heading => [CardText.Block(heading.Text, options.Culture, CardTextStyle.Heading)],
        Paragraph paragraph => [Text(paragraph.Text)],
        Bullets bullets => bullets.Items.Select(item => Text(RichText.Of($"• {item}"), new CardTextStyle { Spacing = "Small" })),
        FactList facts => facts.Rows.Select(row => Text(row.Label.Then(": ").Then(row.Value), new CardTextStyle { Spacing = "Small" })),
        ResultTable table => CardTables.Write(table, options.Culture),
        FigureSection figure => CardCharts.Write(figure.Figure, NextId("figure"), options.Culture, IsCompact),
        Form form => form.Inputs.SelectMany(Write),
        Toggles toggles => _inputs.Write(toggles),
        ChoiceInput or TextInput or NumberInput => options.IsWorking ? [] : [_inputs.Write(section)],
        Choices choices => Actions(choices.Items),
        ApprovalPrompt prompt => Approval(prompt),
        Progress progress => Bar(progress),
        Messages.Files files => files.Items.SelectMany(Offered),
        FileDelivery delivery => [Text(Delivered(delivery))],
        Details details => Folded(details),
        PersonalData personal => IsHidden ? Hidden(personal) : personal.Sections.SelectMany(Write),
        Footer footer => [Text(footer.Text, CardTextStyle.Small)],
        _ => throw new ArgumentException($"No card elements for {section.GetType().Name}.", nameof(section)),
    };

    /// <summary>Whether what names customers is left out: <see cref="CardOptions.IsShared"/> and not allowed by the message.</summary>
    public bool IsHidden { get; init; }

    /// <summary>On a page of several, where a chart stands without its table beside it.</summary>
    public bool IsCompact { get; init; }

    private JsonObject Text(RichText text, CardTextStyle? style = null) => CardText.Block(text, options.Culture, style);

    private IEnumerable<JsonObject> Actions(IReadOnlyList<Choice> choices)
    {
        if (options.IsWorking || choices.Count == 0) return [];
        return [CardButtons.Set([.. choices.Select(_buttons.Of)])];
    }

    private IEnumerable<JsonObject> Approval(ApprovalPrompt prompt)
    {
        if (prompt.Decision is { } decision) return [Text(RichText.Of($"■ {decision}"), new CardTextStyle { IsStrong = true })];
        if (options.MayDecide) return Actions(prompt.Buttons);
        return
        [
            .. Actions([.. prompt.Buttons.Where(button => !Deciding.Contains(button.Command.Verb))]),
            Text("Waits for somebody who may decide.", CardTextStyle.Small),
        ];
    }

    /// <summary>A bar of characters: card elements that draw one are not known to every client.</summary>
    private IEnumerable<JsonObject> Bar(Progress progress)
    {
        yield return Text(progress.Text);
        if (progress.IsFinished) yield break;
        const int Length = 20;
        var done = double.IsFinite(progress.Fraction) ? (int)Math.Round(Length * Math.Clamp(progress.Fraction, 0, 1)) : 0;
        yield return Text(RichText.Of($"{Data.Cell(new string('▓', done) + new string('░', Length - done))}"), CardTextStyle.Small);
    }

    private IEnumerable<JsonObject> Offered(FileOffer file)
    {
        yield return Text(RichText.Of($"{Data.Name(file.Name)} ({Fact.Bytes("file.size", file.Size)}): {file.Description}"), new CardTextStyle { Spacing = "Small" });
        if (options.IsWorking) yield break;
        var title = CardText.Defused($"Send {Messages.Writers.Wording.Shortened(file.Name, 40)}{(options.IsShared ? " to me" : "")}");
        yield return CardButtons.Set([_buttons.Execute(title, ActionVerb.SendFile, new Dictionary<string, string> { ["file"] = file.ArtifactHash })]);
    }

    private static RichText Delivered(FileDelivery delivery) => delivery.State switch
    {
        DeliveryState.Declined => RichText.Of($"{Data.Name(delivery.File.Name)} was not sent. Ask again when you want it."),
        DeliveryState.Accepted => RichText.Of($"{Data.Name(delivery.File.Name)} is on its way to your files."),
        _ => RichText.Of($"{Data.Name(delivery.File.Name)} waits for your yes in our personal chat."),
    };

    private IEnumerable<JsonObject> Folded(Details details)
    {
        var id = NextId("details");
        yield return CardButtons.Set([CardButtons.Toggle(CardText.Plain(details.Title, options.Culture), id)]);
        yield return new JsonObject
        {
            ["type"] = "Container",
            ["id"] = id,
            ["isVisible"] = false,
            ["items"] = new JsonArray([.. details.Sections.SelectMany(Write)]),
        };
    }

    private IEnumerable<JsonObject> Hidden(PersonalData personal)
    {
        yield return Text(personal.Instead);
        if (!options.IsWorking) yield return CardButtons.Set([_buttons.Execute("Show it to me alone", ActionVerb.ShowPrivately, new Dictionary<string, string>())]);
    }

    private string NextId(string kind) => FormattableString.Invariant($"{kind}-{++_elements}");
}
