using System.Text;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering.Pages;

/// <summary>Divides a long text where a reader would pause: after sentences, else between words, else anywhere between two characters.</summary>
internal static class TextPieces
{
    private const int LongestWord = 100;

    /// <summary>Pieces that together are the text, each of at most this length and never empty.</summary>
    public static IReadOnlyList<RichText> Of(RichText text, Func<TextRun, int> lengthOf, int most)
    {
        var pieces = new List<RichText>();
        var pending = new List<Word>();
        var size = 0;
        foreach (var word in Words(text))
        {
            var added = lengthOf(word.Run);
            if (size + added > most) Flush();
            pending.Add(word);
            size += added;
            if (word.EndsSentence) Flush();
        }

        Flush();
        return pieces;

        void Flush()
        {
            if (pending.Count > 0) pieces.Add(Joined(pending));
            pending.Clear();
            size = 0;
        }
    }

    private static IEnumerable<Word> Words(RichText text)
    {
        for (var i = 0; i < text.Runs.Count; i++)
        {
            var run = text.Runs[i];
            if (run.Fact is not null || run.Text.Length == 0) yield return new Word(run, i, false);
            else foreach (var word in Words(run.Text)) yield return new Word(run with { Text = word }, i, EndsSentence(word) && !run.Style.HasFlag(TextStyle.Code));
        }
    }

    /// <summary>Words with the white space after them.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        var wasSpace = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = Rune.IsWhiteSpace(rune);
            if (word.Length >= LongestWord || (wasSpace && !isSpace))
            {
                yield return word.ToString();
                word.Clear();
            }

            word.Append(rune);
            wasSpace = isSpace;
        }

        if (word.Length > 0) yield return word.ToString();
    }

    private static bool EndsSentence(string word) =>
        (char.IsWhiteSpace(word[^1]) && word.TrimEnd() is [.., '.' or '!' or '?']) || word is [.., '。' or '！' or '？' or '।'];

    /// <summary>Words of one run become one run again: what reads from right to left is isolated as a whole.</summary>
    private static RichText Joined(List<Word> words)
    {
        var runs = new List<TextRun>();
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0 && words[i].Source == words[i - 1].Source) runs[^1] = runs[^1] with { Text = runs[^1].Text + words[i].Run.Text };
            else runs.Add(words[i].Run);
        }

        return new RichText(runs);
    }

    private sealed record Word(TextRun Run, int Source, bool EndsSentence);
}
