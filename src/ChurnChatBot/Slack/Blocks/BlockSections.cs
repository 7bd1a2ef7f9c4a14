using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>The blocks of each kind of section. The list of sections is closed, and each has its place here or in a writer beside this one.</summary>
internal sealed class BlockSections(BlockOptions options, BlockButtons buttons, BlockInputs inputs)
{
    private const int LongestHeader = 150;
    private const int LongestField = 60;
    private const int MostFields = 10;
    private const int BarLength = 20;

    /// <summary>Whether what names customers is left out: <see cref="BlockOptions.IsShared"/> and not allowed by the message.</summary>
    public bool IsHidden { get; init; }

    public IEnumerable<JsonObject> Write(MessageSection section) => section switch
    {
        Heading heading => [Header(heading.Text)],
        Paragraph paragraph => [Text(paragraph.Text)],
        Bullets bullets => bullets.Items.Count == 0 ? [] : [BlockText.Bullets(bullets.Items, options.Culture)],
        FactList facts => Facts(facts),
        ResultTable table => BlockTables.Write(table, options),
        FigureSection figure => BlockCharts.Write(figure.Figure, options),
        Form form => form.Inputs.SelectMany(Write),
        Toggles toggles => Boxes(toggles),
        ChoiceInput or TextInput or NumberInput => options.IsWorking ? [] : inputs.Write(section),
        Choices choices => buttons.Write(choices.Items),
        ApprovalPrompt prompt => prompt.Decision is { } decision ? [Text(RichText.Of($"■ {decision}"), isStrong: true)] : buttons.Write(Changeable(prompt)),
        Progress progress => [BlockText.Lines(Bar(progress), options.Culture)],
        Messages.Files files => Offered(files),
        FileDelivery delivery => [Text(Delivered(delivery))],
        Details details => details.Sections.SelectMany(Write).Prepend(Header(details.Title)),
        PersonalData personal => IsHidden ? Hidden(personal) : personal.Sections.SelectMany(Write),
        Footer footer => [BlockText.Context(BlockText.Plain(footer.Text, options.Culture))],
        _ => throw new ArgumentException($"No blocks for {section.GetType().Name}.", nameof(section)),
    };

    public JsonObject Text(RichText text, bool isStrong = false) => BlockText.Block(text, options.Culture, isStrong);

    private JsonObject Header(RichText text) => BlockText.Plain(text, options.Culture) is { Length: <= LongestHeader } plain
        ? new JsonObject { ["type"] = "header", ["text"] = BlockText.PlainText(plain) }
        : Text(text, isStrong: true);

    /// <summary>Short ones in two columns, label beside value; sentences need the whole width.</summary>
    private IEnumerable<JsonObject> Facts(FactList facts)
    {
        if (facts.Rows.Count == 0) return [];
        if (facts.Rows.Any(row => Length(row.Label) > LongestField || Length(row.Value) > LongestField))
            return [BlockText.Bullets(facts.Rows.Select(row => row.Label.Then(": ").Then(row.Value)), options.Culture)];
        return facts.Rows.SelectMany(row => (RichText[])[row.Label, row.Value]).Chunk(MostFields).Select(fields => new JsonObject
        {
            ["type"] = "section",
            ["fields"] = new JsonArray([.. fields.Select(field => BlockText.PlainText(BlockText.Plain(field, options.Culture)))]),
        });
    }

    private int Length(RichText text) => BlockText.Plain(text, options.Culture).Length;

    private IEnumerable<JsonObject> Boxes(Toggles toggles)
    {
        if (toggles.Items.Count == 0) return [];
        if (toggles.IsEnabled && !options.IsWorking) return inputs.Write(toggles);
        return [BlockText.Lines([.. toggles.Items.SelectMany(item => Told(toggles, item))], options.Culture)];
    }

    /// <summary>What can be ticked no more: a line each, and its detail below it.</summary>
    private IEnumerable<RichText> Told(Toggles toggles, Toggle item)
    {
        var isOn = inputs.IsOn(item);
        RichText mark = toggles.IsEnabled ? isOn ? "☑ " : "☐ " : isOn ? "✓ " : "– not done: ";
        yield return mark.Then(item.Text);
        if (item.Detail is { } detail) yield return ((RichText)"      ").Then(detail);
    }

    /// <summary>Whatever waits can be changed as well, in a form of its own.</summary>
    private static IReadOnlyList<Choice> Changeable(ApprovalPrompt prompt) =>
        prompt.Buttons.Count == 0 ? [] : [.. prompt.Buttons, new Choice("Change…", new ActionCommand(ActionVerb.Amend))];

    /// <summary>One line of words and one of characters, so that an update moves nothing.</summary>
    private static RichText[] Bar(Progress progress)
    {
        if (progress.IsFinished) return [progress.Text];
        var fraction = double.IsFinite(progress.Fraction) ? Math.Clamp(progress.Fraction, 0, 1) : 0;
        var done = (int)Math.Round(BarLength * fraction);
        return [progress.Text, RichText.Of($"{Data.Cell(new string('▓', done) + new string('░', BarLength - done))} {Fact.OutOfHundred("progress.fraction", fraction)} %")];
    }

    private IEnumerable<JsonObject> Offered(Messages.Files files)
    {
        if (files.Items.Count == 0) return [];
        var words = BlockText.Bullets(files.Items.Select(file => RichText.Of($"{Data.Name(file.Name)} ({Fact.Bytes("file.size", file.Size)}): {file.Description}")), options.Culture);
        var sending = files.Items.Select(file => new Choice(
            RichText.Of($"Send {Data.Cell(BlockText.Shortened(file.Name, 40))}{(RichText)(options.IsShared ? " to me" : "")}"), new ActionCommand(ActionVerb.SendFile, ("file", file.ArtifactHash))));
        return buttons.Write([.. sending]).Prepend(words);
    }

    private static RichText Delivered(FileDelivery delivery) => delivery.State switch
    {
        DeliveryState.Declined => RichText.Of($"{Data.Name(delivery.File.Name)} was not sent. Ask again when you want it."),
        DeliveryState.Accepted => RichText.Of($"{Data.Name(delivery.File.Name)} was sent."),
        _ => RichText.Of($"{Data.Name(delivery.File.Name)} is on its way: {delivery.File.Description}"),
    };

    private IEnumerable<JsonObject> Hidden(PersonalData personal) =>
        [Text(personal.Instead), .. buttons.Write([new Choice("Show it to me alone", new ActionCommand(ActionVerb.ShowPrivately))])];
}
