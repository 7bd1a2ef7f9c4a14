using System.Text.Json.Nodes;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Teams.Cards;

/// <summary>Fills pages with sections in their order, each as full as it gets without dividing what fits whole on the next.</summary>
internal sealed class PageFilling(int room, System.Globalization.CultureInfo culture, Func<MessageSection, IEnumerable<JsonObject>> write)
{
    private readonly List<List<MessageSection>> _pages = [[]];
    private int _used;

    public IReadOnlyList<List<MessageSection>> Fill(IEnumerable<MessageSection> sections)
    {
        foreach (var section in sections) Place(section);
        return _pages;
    }

    private void Place(MessageSection section)
    {
        var size = Size(section);
        if (_used + size > room && size <= room / 2) Turn();
        if (_used + size <= room) Add(section, size);
        else if (Division.Into(section, culture) is { Length: > 1 } division) Divide(division);
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
            if (count == 0 && _used > 0)
            {
                Turn();
                continue;
            }

            // A part that no page has room for is not made: large ones became text before.
            var part = division.Of(first, Math.Max(1, count));
            Add(part, Size(part));
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
            if (_used + Size(division.Of(first, count)) <= room) fits = count;
            else tooMany = count;
        }

        return fits;
    }

    private void Add(MessageSection section, int size)
    {
        _pages[^1].Add(section);
        _used += size;
    }

    private void Turn()
    {
        if (_used == 0) return;
        _pages.Add([]);
        _used = 0;
    }

    private int Size(MessageSection section) => CardSize.Of(write(section));
}
