using System.Globalization;
using System.Text;

namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// Cuts text into words, numbers, quoted names and signs in one pass. Names with underscores and identifiers with digits stay
/// whole; words joined by hyphens come apart, because people write "month to month" for "Month-to-month".
/// </summary>
internal static class Tokeniser
{
    public const int MaxTokens = 400;

    public static List<Token> Tokenise(string text, Lexicon lexicon)
    {
        var tokens = new List<Token>();
        var position = 0;
        while (position < text.Length && tokens.Count < MaxTokens)
        {
            var next = text[position];
            if (char.IsWhiteSpace(next)) position++;
            else if (IsQuote(next) && Closing(text, position) is { } close)
            {
                tokens.Add(new Token(TokenKind.Quoted, text[(position + 1)..close], position));
                position = close + 1;
            }
            else if (StartsNumber(text, position, tokens)) position = AddNumber(text, position, tokens);
            else if (IsWordPart(next)) position = AddWord(text, position, tokens, lexicon);
            else position = AddSign(text, position, tokens);
        }

        return tokens;
    }

    /// <summary>Curly quotes, dashes and full-width letters become plain; lone surrogates and control characters become spaces. Length is kept where it can be.</summary>
    public static string Normalise(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i];
            if (char.IsSurrogatePair(text, i < text.Length - 1 ? i : 0) && i < text.Length - 1 && char.IsHighSurrogate(next))
                clean.Append(next).Append(text[++i]);
            else clean.Append(Plain(next));
        }

        return clean.ToString();
    }

    private static char Plain(char next) => next switch
    {
        '’' or '‘' or '´' or 'ʼ' => '\'',
        '“' or '”' or '„' or '«' or '»' => '"',
        '–' or '—' => ';',
        '≥' or '≤' => next,
        '\n' or '\r' => '\n',
        _ when char.IsSurrogate(next) || char.IsControl(next) => ' ',
        >= '\uFF01' and <= '\uFF5E' => (char)(next - 0xFEE0),
        _ => next,
    };

    private static bool IsQuote(char next) => next is '"' or '`' or '\'';

    private static int? Closing(string text, int open)
    {
        var close = text.IndexOf(text[open], open + 1);
        if (close <= open + 1 || close - open > 200) return null;
        // An apostrophe inside a word does not close anything.
        return text[open] == '\'' && close + 1 < text.Length && IsWordPart(text[close + 1]) ? null : close;
    }

    private static bool IsWordPart(char next) => char.IsLetterOrDigit(next) || next == '_' || char.IsSurrogate(next);

    private static bool StartsNumber(string text, int position, List<Token> tokens)
    {
        if (char.IsAsciiDigit(text[position])) return true;
        var signed = text[position] == '-' || text[position] == '.';
        return signed && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1])
            && (tokens.Count == 0 || position == 0 || !IsWordPart(text[position - 1]));
    }

    private static int AddNumber(string text, int position, List<Token> tokens)
    {
        if (QuantityReader.Date(text, position) is { } date)
        {
            tokens.Add(new Token(TokenKind.Number, text[position..date.End], position) { Day = date.Day, IsKnown = true });
            return date.End;
        }

        var end = QuantityReader.NumberEnd(text, position);
        var word = end;
        while (word < text.Length && (IsWordPart(text[word]) || (text[word] == '-' && word + 1 < text.Length && char.IsLetter(text[word + 1])))) word++;
        var token = QuantityReader.Number(text, position, end, word);
        tokens.Add(token);
        return position + token.Raw.Length;
    }

    private static int AddWord(string text, int position, List<Token> tokens, Lexicon lexicon)
    {
        var end = WordEnd(text, position);
        var raw = text[position..end];
        if (lexicon.Contractions.TryGetValue(raw.ToLowerInvariant(), out var full))
        {
            foreach (var word in full.Split(' ')) tokens.Add(new Token(TokenKind.Word, word, position));
            return end;
        }

        if (raw.EndsWith("'s", StringComparison.Ordinal)) raw = raw[..^2];
        if (!raw.Any(char.IsAsciiDigit) && raw.Contains('-'))
        {
            var offset = position;
            foreach (var word in raw.Split('-'))
            {
                if (word.Length > 0) tokens.Add(new Token(TokenKind.Word, word, offset));
                offset += word.Length + 1;
            }
        }
        else tokens.Add(new Token(TokenKind.Word, raw, position));
        return end;
    }

    private static int WordEnd(string text, int position)
    {
        var end = position;
        while (end < text.Length && end - position < 200)
        {
            var inner = text[end] is '\'' or '-' && end > position && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]);
            // "w/o" is the one abbreviation with a stroke that people type.
            var stroke = text[end] == '/' && end == position + 1 && end + 1 < text.Length && text[position] is 'w' or 'W' && text[end + 1] is 'o' or 'O';
            if (!IsWordPart(text[end]) && !inner && !stroke) break;
            end++;
        }

        return Math.Max(end, position + 1);
    }

    private static int AddSign(string text, int position, List<Token> tokens)
    {
        var two = position + 1 < text.Length ? text.Substring(position, 2) : "";
        if (two is ">=" or "<=" or "==" or "!=" or "<>" or "=>" or "=<")
        {
            tokens.Add(new Token(TokenKind.Symbol, two, position));
            return position + 2;
        }

        var one = text[position];
        if (one is '>' or '<' or '=' or '/' or '+' or '&' or '%' or '#' or '≥' or '≤')
            tokens.Add(new Token(TokenKind.Symbol, one.ToString(CultureInfo.InvariantCulture), position));
        else if (one is ',' or ';' or '.' or '!' or '?' or ':' or '\n' or '(' or ')')
            tokens.Add(new Token(TokenKind.Break, one.ToString(CultureInfo.InvariantCulture), position));
        return position + 1;
    }
}
