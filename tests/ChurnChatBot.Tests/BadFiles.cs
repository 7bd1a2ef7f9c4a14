using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ChurnChatBot.Tests;

/// <summary>A file that something is wrong with, and what must be said of it.</summary>
/// <param name="Kind">What is wrong, for the name of the test.</param>
/// <param name="Says">Parts of what is said: what was found, and what to do.</param>
internal sealed record BadFile(string Kind, string Name, Func<byte[]> Content, params string[] Says)
{
    public string? Target { get; init; }
}

/// <summary>Files as people really upload them by mistake. Some cannot be read, some hold no question, some too little to learn from.</summary>
internal static class BadFiles
{
    /// <summary>No table can be made of these: the project stays as it was.</summary>
    public static IReadOnlyList<BadFile> Unreadable { get; } =
    [
        new("empty file", "a.csv", () => [], "an empty file (0 bytes)", "I expected"),
        new("blanks only", "a.csv", () => "  \n\n "u8.ToArray(), "a file of blanks only", "I expected"),
        new("header only", "a.csv", () => "id,age,churned\n"u8.ToArray(), "a header of 3 columns and no row of data", "I expected"),
        new("one column", "a.csv", () => "churned\n1\n0\n1\n"u8.ToArray(), "1 column", "I expected"),
        new("10,000 columns", "a.csv", TenThousandColumns, "10,000 columns", "at most 2,000 columns"),
        new("binary", "a.csv", () => [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0], "a Linux program", "I expected"),
        new("picture called CSV", "a.csv", () => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "a PNG picture", "I expected"),
        new("CSV called XLSX", "a.xlsx", () => "churned\n1\n0\n"u8.ToArray(), "1 column", "I expected"),
        new("truncated XLSX", "a.xlsx", TruncatedWorkbook, "I could not read", "I expected"),
        new("web page", "a.csv", () => "<!DOCTYPE html>\n<html><body>Sign in</body></html>"u8.ToArray(), "a web page (HTML)", "I expected"),
        new("all missing", "a.csv", () => Rows("id,age,churned", _ => ",,"), "a header of 3 columns and no row of data", "I expected"),
        new("most rows broken", "a.csv", () => "a,b,c\n1,2\n3,4,5\n6,7,8,9\n1\n2,3,4\n5,6,7,8,9\n"u8.ToArray(), "(row 2", "I expected"),
    ];

    /// <summary>These are read, but there is nobody to tell apart: said, and the next step is not offered.</summary>
    public static IReadOnlyList<BadFile> WithoutQuestion { get; } =
    [
        new("no target", "a.csv", () => Rows("id,age,city", row => $"C{row:000},{20 + row % 40},{(row % 2 == 0 ? "Leipzig" : "Halle")}"), "no column that says who left"),
        new("target with one class", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},0"), "no column that says who left"),
        new("target with twenty classes", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},class{row % 20}"), "no column that says who left"),
        new("target all missing", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},"), "no column that says who left"),
        new("target not there", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},{row % 2}"), "`exited` cannot say who left", "no column of this name", "Choose one of: id, age, churned") { Target = "exited" },
        new("named target with one class", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},0"), "`churned` cannot say who left", "one value", "Upload a file with customers who left") { Target = "churned" },
        new("named target with twenty classes", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},class{row % 20}"), "`churned` cannot say who left", "different values", "two values") { Target = "churned" },
        new("named target all missing", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},"), "`churned` cannot say who left", "no value in any row") { Target = "churned" },
        new("named target with three leavers", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},{(row <= 3 ? 1 : 0)}"), "3 who left and 97 who stayed", "at least 10 customers who left", "Upload more customers") { Target = "churned" },
    ];

    /// <summary>These have a question that nothing can be learned for: refused at the first step that measures.</summary>
    public static IReadOnlyList<BadFile> Hopeless { get; } =
    [
        new("three leavers", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},{(row <= 3 ? 1 : 0)}"), "3 customers left and 97 stayed; at least 20 of each are needed", "Upload a file with more customers"),
        new("too few leavers to train", "a.csv", () => Rows("id,age,churned", row => $"C{row:000},{20 + row % 40},{(row <= 12 ? 1 : 0)}"), "12 customers left and 88 stayed; at least 20 of each are needed", "Upload a file with more customers"),
        new("constant columns only", "a.csv", () => Rows("id,age,city,churned", row => $"C{row:000},40,Leipzig,{row % 2}"), "No column is left that a model could learn from", "upload a file with more columns"),
    ];

    /// <summary>These are odd but can be worked with: the oddity is told and the line goes on.</summary>
    public static IReadOnlyList<BadFile> Odd { get; } =
    [
        new("200 MB field", "a.csv", HugeField, "set 1 row aside"),
        new("wrong extension", "a.xlsx", () => Rows(Header, Customer), "100 customers, 4 columns"),
        new("NUL bytes", "a.csv", () => Rows(Header, row => Customer(row) + (row % 9 == 0 ? "\0" : "")), "100 customers"),
        new("duplicate column names", "a.csv", () => Rows("id,age,age,churned", Customer), "100 customers, 4 columns"),
        new("empty column name", "a.csv", () => Rows("id,age,,churned", Customer), "100 customers, 4 columns"),
        new("mixed line ends", "a.csv", () => Encoding.UTF8.GetBytes(Header + "\r\n" + string.Concat(Enumerable.Range(1, 100).Select(row => Customer(row) + (row % 3 == 0 ? "\r\n" : row % 3 == 1 ? "\n" : "\r")))), "100 customers"),
        new("31.02.2023", "a.csv", () => Rows("id,age,joined,churned", row => string.Create(CultureInfo.InvariantCulture, $"C{row:000},{20 + row % 40},{(row % 10 == 0 ? "31.02.2023" : $"{1 + row % 28:00}.{1 + row % 12:00}.2022")},{row % 2}")), "31.02.2023"),
        new("infinite values", "a.csv", () => Rows(Header, row => row % 10 == 0 ? $"C{row:000},inf,-Infinity,{row % 2}" : Customer(row)), "100 customers"),
    ];

    public static IEnumerable<BadFile> All => [.. Unreadable, .. WithoutQuestion, .. Hopeless, .. Odd];

    private const string Header = "id,age,visits,churned";

    private static string Customer(int row) => string.Create(CultureInfo.InvariantCulture, $"C{row:000},{20 + row * 7 % 50},{row * 13 % 31},{(row % 4 == 0 ? 1 : 0)}");

    private static byte[] Rows(string header, Func<int, string> row) =>
        Encoding.UTF8.GetBytes(header + "\n" + string.Join('\n', Enumerable.Range(1, 100).Select(row)) + "\n");

    private static byte[] TenThousandColumns()
    {
        var header = string.Join(',', Enumerable.Range(1, 10_000).Select(i => FormattableString.Invariant($"c{i}")));
        var row = string.Join(',', Enumerable.Range(1, 10_000));
        return Encoding.UTF8.GetBytes($"{header}\n{row}\n{row}\n");
    }

    private static byte[] HugeField()
    {
        var before = Encoding.ASCII.GetBytes($"{Header}\nC000,\"");
        var after = Encoding.ASCII.GetBytes("\",1,0\n" + string.Join('\n', Enumerable.Range(1, 100).Select(Customer)) + "\n");
        var bytes = new byte[before.Length + 200_000_000 + after.Length];
        before.CopyTo(bytes, 0);
        bytes.AsSpan(before.Length, 200_000_000).Fill((byte)'x');
        after.CopyTo(bytes, bytes.Length - after.Length);
        return bytes;
    }

    private static byte[] TruncatedWorkbook()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.NoCompression).Open();
            sheet.Write(Encoding.UTF8.GetBytes(new string('x', 10_000)));
        }

        return bytes.ToArray()[..5_000];
    }
}
