using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Pages;

/// <summary>Fills pages with sections in their order, each as full as it gets without dividing what fits whole on the next.</summary>
internal sealed class PageFilling(PageRules rules)
{
    private readonly List<List<MessageSection>> _pages = [[]];
    private PageSize _used;

    public IReadOnlyList<List<MessageSection>> Fill(IEnumerable<MessageSection> sections)
    {
        foreach (var section in sections) Place(section);
        return _pages;
    }

    private void Place(MessageSection section)
    {
        var size = rules.SizeOf(section);
        if (!(_used + size).FitsIn(rules.Room) && size.FitsIn(rules.Room.Half)) Turn();
        if ((_used + size).FitsIn(rules.Room)) Add(section, size);
        else if (Division.Into(section, rules.Pieces) is { Length: > 1 } division) Divide(division);
        else
        {
            Turn();
            Add(section, size);
        }
    }

    private void Divide(Division division)
    {
        for (var first = 0; first < division.Length;)
        {
            var count = Fitting(division, first);
            if (count == 0 && _used != default)
            {
                Turn();
                continue;
            }

            // A part that no page has room for is not made: large ones became text before.
            var part = division.Of(first, Math.Max(1, count));
            Add(part, rules.SizeOf(part));
            first += Math.Max(1, count);
            if (first < division.Length) Turn();
        }
    }

    /// <summary>The most parts that the rest of the page takes, by halving: sizes grow with the number of parts.</summary>
    private int Fitting(Division division, int first)
    {
        var (fits, tooMany) = (0, division.Length - first + 1);
        while (tooMany - fits > 1)
        {
            var count = fits + (tooMany - fits) / 2;
            if ((_used + rules.SizeOf(division.Of(first, count))).FitsIn(rules.Room)) fits = count;
            else tooMany = count;
        }

        return fits;
    }

    private void Add(MessageSection section, PageSize size)
    {
        _pages[^1].Add(section);
        _used += size;
    }

    private void Turn()
    {
        if (_used == default) return;
        _pages.Add([]);
        _used = default;
    }
}
