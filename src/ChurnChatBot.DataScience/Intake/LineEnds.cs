namespace ChurnChatBot.DataScience.Intake;

/// <summary>Which line ends a text uses; more than one kind hints at files glued together.</summary>
internal sealed class LineEnds
{
    public long Windows { get; private set; }

    public long Unix { get; private set; }

    public long OldMac { get; private set; }

    public bool AreMixed => (Windows > 0 ? 1 : 0) + (Unix > 0 ? 1 : 0) + (OldMac > 0 ? 1 : 0) > 1;

    public void Add(bool isPair, bool isCarriageReturn)
    {
        if (isPair) Windows++;
        else if (isCarriageReturn) OldMac++;
        else Unix++;
    }

    public static int CountIn(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = text.IndexOfAny('\r', '\n'); at >= 0; at = text.IndexOfAny('\r', '\n'))
        {
            var isPair = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n';
            text = text[(at + (isPair ? 2 : 1))..];
            count++;
        }

        return count;
    }
}
