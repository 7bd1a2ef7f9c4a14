using System.Text;

namespace ChurnChatBot.DataScience.Intake;

internal enum FileKind
{
    Text,
    Json,
    Zip,
    Gzip,

    /// <summary>An OLE compound file: an old workbook (.xls), or a new one under a password.</summary>
    CompoundDocument,
    Unreadable,
}

/// <summary>What a file is, from its first bytes. Its name says what somebody called it, which is often something else.</summary>
/// <param name="Found">For people, where <see cref="Kind"/> is unreadable: "a PDF document".</param>
internal sealed record FileSignature(FileKind Kind, string Found)
{
    private const int HeadLength = 1024;

    private static readonly (byte[] Start, string Found)[] Binaries =
    [
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ("GIF8"u8.ToArray(), "a GIF picture"),
        ("RIFF"u8.ToArray(), "a sound or picture"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database"),
        ("MZ"u8.ToArray(), "a Windows program"),
        ([0x7F, 0x45, 0x4C, 0x46], "a Linux program"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive"),
        ("Rar!"u8.ToArray(), "a RAR archive"),
        ("BZh"u8.ToArray(), "a bzip2 archive"),
        ([0x80, 0x04], "a Python pickle"),
    ];

    public static FileSignature Of(UploadedFile file)
    {
        var head = file.FirstBytes(HeadLength);
        if (head is [0x50, 0x4B, 0x03 or 0x05 or 0x07, ..]) return new FileSignature(FileKind.Zip, "");
        if (head is [0x1F, 0x8B, ..]) return new FileSignature(FileKind.Gzip, "");
        if (head is [0xD0, 0xCF, 0x11, 0xE0, ..]) return new FileSignature(FileKind.CompoundDocument, "");
        if (head.AsSpan().StartsWith("%PDF-"u8)) return new FileSignature(FileKind.Unreadable, "a PDF document");

        // "MZ" and the like can also begin a header; text has no control characters.
        if (head.Any(value => value is < 9 or (> 13 and < 32)))
        {
            foreach (var (start, found) in Binaries)
            {
                if (head.AsSpan().StartsWith(start)) return new FileSignature(FileKind.Unreadable, found);
            }
        }

        return OfText(Encoding.Latin1.GetString(head));
    }

    private static FileSignature OfText(string head)
    {
        var start = head.TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (StartsWith(start, "<!doctype html") || StartsWith(start, "<html")) return new FileSignature(FileKind.Unreadable, "a web page (HTML)");
        if (StartsWith(start, "<?xml")) return new FileSignature(FileKind.Unreadable, "an XML document");
        if (StartsWith(start, "{\\rtf")) return new FileSignature(FileKind.Unreadable, "a rich-text document");
        var isJson = start.Length > 1 && start[0] is '{' or '[' && start[1..].TrimStart() is { Length: > 0 } rest && rest[0] is '"' or '{' or '}' or '[' or ']';
        return new FileSignature(isJson ? FileKind.Json : FileKind.Text, "");
    }

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
