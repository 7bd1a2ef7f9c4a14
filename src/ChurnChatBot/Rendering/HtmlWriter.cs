using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ChurnChatBot.Rendering;

/// <summary>
/// Writes HTML and SVG that is escaped and balanced by construction: text and attribute values are always encoded, an element is
/// closed by disposing what opened it, and there is no way to write a string as mark-up. What it writes is also well-formed XML, so that
/// tests can parse it.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _output = new();

    /// <summary>Opens an element; it ends where the returned scope is disposed.</summary>
    public Scope Open(string name, params ReadOnlySpan<(string Name, HtmlValue Value)> attributes)
    {
        Start(name, attributes);
        _output.Append('>');
        return new Scope(this, name);
    }

    /// <summary>An element without content: a void element of HTML, or an empty one of SVG.</summary>
    public void Empty(string name, params ReadOnlySpan<(string Name, HtmlValue Value)> attributes)
    {
        Start(name, attributes);
        _output.Append("/>");
    }

    /// <summary>An element that holds only text.</summary>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, HtmlValue Value)> attributes)
    {
        using (Open(name, attributes)) Text(text);
    }

    public void Text(string text) => Append(text);

    /// <summary>A style sheet of the program. What stands in a style element is not decoded, so it must not hold mark-up.</summary>
    public void Style(string styleSheet)
    {
        if (styleSheet.Contains('<')) throw new ArgumentException("A style sheet must not contain '<'.", nameof(styleSheet));
        _output.Append("<style>").Append(styleSheet).Append("</style>");
    }

    public override string ToString() => _output.ToString();

    private void Start(string name, ReadOnlySpan<(string Name, HtmlValue Value)> attributes)
    {
        _output.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value.Text is not { } text) continue;
            _output.Append(' ').Append(attribute).Append("=\"");
            Append(text);
            _output.Append('"');
        }
    }

    private void Append(string text) => _output.Append(Encoder.Encode(Printable(text)));

    /// <summary>Control characters, unpaired surrogates and non-characters are no XML; they are shown as U+FFFD.</summary>
    private static string Printable(string text)
    {
        var isClean = true;
        foreach (var rune in text.EnumerateRunes()) isClean &= IsXml(rune) && rune != Rune.ReplacementChar;
        if (isClean) return text;
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) printable.Append(IsXml(rune) ? rune.ToString() : "\uFFFD");
        return printable.ToString();
    }

    private static bool IsXml(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => true,
        < 0x20 or (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF => false,
        _ => true,
    };

    internal readonly ref struct Scope(HtmlWriter writer, string name)
    {
        public void Dispose() => writer._output.Append("</").Append(name).Append('>');
    }
}

/// <summary>Value of an attribute; null leaves the attribute out, and so does false.</summary>
internal readonly record struct HtmlValue(string? Text)
{
    public static implicit operator HtmlValue(string? text) => new(text);

    public static implicit operator HtmlValue(bool isSet) => new(isSet ? "" : null);

    public static implicit operator HtmlValue(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Coordinates: two decimals are finer than any screen.</summary>
    public static implicit operator HtmlValue(double number) => new(Math.Round(number, 2).ToString(CultureInfo.InvariantCulture));
}
