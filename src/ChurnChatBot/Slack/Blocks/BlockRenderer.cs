using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Pages;

namespace ChurnChatBot.Slack.Blocks;

/// <summary>
/// A message as Block Kit. In one message where it fits; else in pages, which buttons turn in place. What stands behind [Details], and the tables of
/// charts, are pages as well: Slack has nothing that unfolds.
/// https://docs.slack.dev/block-kit
/// </summary>
internal static class BlockRenderer
{
    /// <summary>For the sentences that a message has only in some states, and for longer numbers.</summary>
    private static readonly PageSize Reserve = new(300, 2);

    /// <summary>The largest part that is not divided further, and the longest piece of a text, as they are drawn.</summary>
    private static readonly PageSize MostPart = new(2_400, 20, 1);

    private const int MostPiece = 1_500;
    private const int MostPages = 10_000;
    private const int LongestText = 1_000;

    public static SlackMessage Render(ReplyMessage message, BlockOptions options)
    {
        message = Reasons.Behind(message);
        var ticked = options.Ticked?.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var paged = PagesOf(message, options);
        var page = Math.Clamp(options.Page, 0, paged.Pages.Count - 1);
        var sections = paged.Pages[page];
        var writer = new Writer(message, options, ticked, paged.Pages.Count > 1 ? CarriedTicks.Of(message, sections, ticked) : null);
        return new SlackMessage(TextOf(message), [.. writer.Write(sections, Turns(paged, page))]);
    }

    /// <summary>How many pages the message has as it is drawn for these options.</summary>
    public static int CountPages(ReplyMessage message, BlockOptions options) => PagesOf(Reasons.Behind(message), options).Pages.Count;

    private static PagedMessage PagesOf(ReplyMessage message, BlockOptions options)
    {
        // The pages are those of the message on which everything can be pressed, so that the same page comes back while it is worked on.
        options = options with { IsWorking = false };
        if (IsOneMessage(message, options)) return new PagedMessage([message.Sections], 1, []);
        IReadOnlyList<Turn> turns = [new Turn(More(MostPages, MostPages), 1), new Turn(Turn.Back, 0), .. Marked(message)];
        var around = new Writer(message, options, null, CarriedTicks.Of(message, [], null)).Write(MessagePages.Repeated(message), turns);
        var writer = new Writer(message, options, null, null);
        return new MessagePages(new PageRules
        {
            Room = BlockSize.Message - BlockSize.Of(around) - Reserve,
            MostPart = MostPart,
            MostPiece = MostPiece,
            SizeOf = section => BlockSize.Of(writer.Sections.Write(section)),
            LengthOf = run => BlockSize.OfWords(BlockText.Plain(new RichText([run]), options.Culture)),
            Culture = options.Culture,
            IsHidden = writer.Sections.IsHidden,
            Draws = figure => BlockCharts.Draws(figure, options),
            PartsDetails = true,
        }).Split(message);
    }

    /// <summary>Nothing stands behind it, and it fits.</summary>
    private static bool IsOneMessage(ReplyMessage message, BlockOptions options) =>
        !HasBehind(message.Sections, options) && BlockSize.Of(new Writer(message, options, null, null).Write(message.Sections, [])).FitsIn(BlockSize.Message - Reserve);

    private static bool HasBehind(IEnumerable<MessageSection> sections, BlockOptions options) => sections.Any(section => section switch
    {
        Details => true,
        FigureSection figure => BlockCharts.Draws(figure.Figure, options),
        PersonalData personal => HasBehind(personal.Sections, options),
        _ => false,
    });

    /// <summary>From the last page of the message itself to all that is behind it; from there back to it.</summary>
    private static IReadOnlyList<Turn> Turns(PagedMessage paged, int page)
    {
        var turns = new List<Turn>();
        if (page + 1 == paged.Front) turns.AddRange(paged.Marks.Select(mark => new Turn(mark.First is Details details ? details.Title : "Show as table", mark.Page)));
        else if (page + 1 < paged.Pages.Count) turns.Add(new Turn(More(page + 2, paged.Pages.Count), page + 1));
        if (page > 0) turns.Add(new Turn(Turn.Back, page == paged.Front || paged.Marks.Any(mark => mark.Page == page) ? Math.Max(0, paged.Front - 1) : page - 1));
        return turns;
    }

    /// <summary>The buttons that lead to what is behind, wherever that is.</summary>
    private static IEnumerable<Turn> Marked(ReplyMessage message) =>
        message.Sections.OfType<Details>().Select(details => new Turn(details.Title, MostPages)).Prepend(new Turn("Show as table", MostPages));

    private static string More(int page, int pages) => FormattableString.Invariant($"Show more ({page} of {pages})");

    /// <summary>What notifications and screen readers say. The summary holds no personal data.</summary>
    private static string TextOf(ReplyMessage message)
    {
        var summary = message.Summary is { Length: > 0 } words ? words : "There is something new here for you to read.";
        return BlockText.Escaped(BlockText.Shortened(message.IsProblem ? "Problem: " + summary : summary, LongestText));
    }

    private sealed record Turn(RichText Label, int Page)
    {
        public const string Back = "Back";
    }

    /// <summary>One message of blocks, whose ids are counted through.</summary>
    private sealed class Writer(ReplyMessage message, BlockOptions options, IReadOnlySet<string>? ticked, CarriedTicks? carried)
    {
        private readonly BlockButtons _buttons = new(options, carried);
        private Dictionary<string, int>? _numbers;

        public BlockSections Sections => field ??= new(options, _buttons, new BlockInputs(options.Culture, ticked) { NumberOf = NumberOf, IsNumbered = message.Sections.OfType<Details>().Any(Reasons.Are) })
        {
            IsHidden = options.IsShared && !message.NamesCustomers,
        };

        public IEnumerable<JsonObject> Write(IReadOnlyList<MessageSection> sections, IReadOnlyList<Turn> turns)
        {
            if (options.IsWorking) yield return Sections.Text("Working on it…", isStrong: true);
            if (message.IsProblem) yield return Sections.Text("⚠ Problem", isStrong: true);
            foreach (var block in WithTurns(sections, turns)) yield return block;
            foreach (var block in sections.OfType<Footer>().SelectMany(Sections.Write)) yield return block;
            foreach (var source in message.Sources) yield return BlockText.Context(BlockText.Plain(RichText.Of($"Source: {Data.Cell(source.Name)}. {source.About}"), options.Culture));
            if (IsResult && options is { UsesNewBlocks: true, IsWorking: false }) yield return _buttons.Feedback();
        }

        /// <summary>The buttons that turn the page beside those that stand last, where there is room.</summary>
        private List<JsonObject> WithTurns(IReadOnlyList<MessageSection> sections, IReadOnlyList<Turn> turns)
        {
            var blocks = sections.Where(section => section is not Footer).SelectMany(Sections.Write).ToList();
            var turning = turns.Count == 0 ? [] : _buttons.Write([.. turns.Select(turn => BlockButtons.ToPage(turn.Label, turn.Page))]).ToArray();
            if (turning is [var row] && blocks is [.., var last] && BlockButtons.Joined(last, row) is { } joined) blocks[^1] = joined;
            else blocks.AddRange(turning);
            return blocks;
        }

        private bool IsResult => message is { IsProblem: false, HasFacts: true } && !message.Sections.OfType<Progress>().Any();

        private int NumberOf(Toggle item) => (_numbers ??= Numbers()).GetValueOrDefault(item.Id, 1);

        private Dictionary<string, int> Numbers()
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var item in message.Sections.OfType<Toggles>().SelectMany(toggles => toggles.Items)) numbers.TryAdd(item.Id, numbers.Count + 1);
            return numbers;
        }
    }
}
