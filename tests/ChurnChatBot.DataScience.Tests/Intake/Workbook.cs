using System.IO.Compression;
using System.Security;
using System.Text;

namespace ChurnChatBot.DataScience.Tests.Intake;

/// <summary>Builds workbooks cell by cell as their XML, so that a test can write what no library would.</summary>
internal sealed class Workbook
{
    private readonly List<(string Name, string Xml, string State)> _sheets = [];

    /// <summary>Cells: text, numbers, "=formula" (no result), "=formula|result", "#N/A" (error), true/false, and <see cref="DateTime"/>.</summary>
    public Workbook Sheet(string name, params object?[][] rows) => Sheet(name, "visible", rows);

    public Workbook Sheet(string name, string state, params object?[][] rows)
    {
        var xml = new StringBuilder("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
        for (var row = 0; row < rows.Length; row++)
        {
            xml.Append(FormattableString.Invariant($"<row r=\"{row + 1}\">"));
            for (var column = 0; column < rows[row].Length; column++) xml.Append(Cell(rows[row][column], FormattableString.Invariant($"{(char)('A' + column)}{row + 1}")));
            xml.Append("</row>");
        }

        _sheets.Add((name, xml.Append("</sheetData></worksheet>").ToString(), state));
        return this;
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var numbers = Enumerable.Range(1, _sheets.Count).ToList();
            Add(archive, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>""");
            Add(archive, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>"""
                + string.Concat(numbers.Select(n => $"<sheet name=\"{_sheets[n - 1].Name}\" sheetId=\"{n}\" state=\"{_sheets[n - 1].State}\" r:id=\"rId{n}\"/>")) + "</sheets></workbook>");
            Add(archive, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                + string.Concat(numbers.Select(n => $"<Relationship Id=\"rId{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))
                + """<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""");
            Add(archive, "xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>""");
            foreach (var n in numbers) Add(archive, $"xl/worksheets/sheet{n}.xml", _sheets[n - 1].Xml);
        }

        return bytes.ToArray();
    }

    private static void Add(ZipArchive archive, string part, string xml)
    {
        using var writer = new StreamWriter(archive.CreateEntry(part).Open());
        writer.Write(xml);
    }

    private static string Cell(object? value, string reference) => value switch
    {
        null => "",
        string text when text.StartsWith('=') && text.Split('|') is [var formula, var result] => $"<c r=\"{reference}\"><f>{formula[1..]}</f><v>{result}</v></c>",
        string text when text.StartsWith('=') => $"<c r=\"{reference}\"><f>{text[1..]}</f></c>",
        string text when text.StartsWith('#') => $"<c r=\"{reference}\" t=\"e\"><v>{text}</v></c>",
        string text => $"<c r=\"{reference}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>",
        bool truth => $"<c r=\"{reference}\" t=\"b\"><v>{(truth ? 1 : 0)}</v></c>",
        DateTime day => FormattableString.Invariant($"<c r=\"{reference}\" s=\"1\"><v>{day.ToOADate()}</v></c>"),
        _ => FormattableString.Invariant($"<c r=\"{reference}\"><v>{value}</v></c>"),
    };
}
