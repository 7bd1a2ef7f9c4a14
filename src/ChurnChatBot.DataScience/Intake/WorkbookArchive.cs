using System.IO.Compression;
using System.Xml;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// A workbook as the archive it is: what can be known before it is unpacked, and what the workbook reader does not tell. The
/// sizes that its parts declare are checked first; unpacking never yields more than a part declares.
/// </summary>
internal static class WorkbookArchive
{
    private const int MaxParts = 10_000;
    private const int MaxOddCells = 10_000_000;
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    // XML of regular sheets shrinks ten- to thirtyfold; a thousandfold is what bombs do.
    private const int MaxRatio = 400;
    private const long SmallEnough = 64L << 20;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };

    /// <summary>Why the archive is better not unpacked, or null.</summary>
    public static IntakeProblem? Check(ZipArchive archive, long packedBytes, long maxUnpacked)
    {
        if (archive.Entries.Count > MaxParts)
            return IntakeProblems.UnpacksTooLarge($"an archive of more than {MaxParts:N0} parts", "a workbook or an archive of one table");
        var unpacked = archive.Entries.Sum(entry => (double)entry.Length);
        return unpacked > maxUnpacked || (unpacked > SmallEnough && unpacked > (double)MaxRatio * packedBytes)
            ? IntakeProblems.UnpacksTooLarge(FormattableString.Invariant($"a file that unpacks to {unpacked / (1 << 20):N0} MB"), FormattableString.Invariant($"at most {maxUnpacked / (double)(1 << 20):N0} MB, and not more than {MaxRatio} times its size"))
            : null;
    }

    public static bool IsWorkbook(ZipArchive archive) => archive.GetEntry("xl/workbook.xml") is not null || archive.GetEntry("xl/workbook.bin") is not null;

    /// <summary>How many cells of a sheet hold a formula but no stored result, and how many an error, which reads as nothing.</summary>
    public static (int FormulasWithoutValue, int Errors) CountOddCells(ZipArchive archive, string sheet)
    {
        if (PartOf(archive, sheet) is not { } part || !MayHaveOddCells(part)) return (0, 0);
        using var xml = XmlReader.Create(part.Open(), Settings);
        var (isFormula, hasValue, formulas, errors) = (false, false, 0, 0);
        while (formulas + errors < MaxOddCells && xml.Read())
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "c"):
                    (isFormula, hasValue) = (false, false);
                    if (xml.GetAttribute("t") == "e") errors++;
                    break;
                case (XmlNodeType.Element, "f"):
                    isFormula = true;
                    break;
                case (XmlNodeType.Element, "v"):
                    hasValue = !xml.IsEmptyElement;
                    break;
                case (XmlNodeType.EndElement, "c") when isFormula && !hasValue:
                    formulas++;
                    break;
            }
        }

        return (formulas, errors);
    }

    private static ZipArchiveEntry? PartOf(ZipArchive archive, string sheet)
    {
        if (Find(archive, "xl/workbook.xml", xml => xml.LocalName == "sheet" && xml.GetAttribute("name") == sheet ? xml.GetAttribute("id", Relationships) : null) is not { } id) return null;
        if (Find(archive, "xl/_rels/workbook.xml.rels", xml => xml.LocalName == "Relationship" && xml.GetAttribute("Id") == id ? xml.GetAttribute("Target") : null) is not { } target) return null;
        return archive.GetEntry(target.StartsWith('/') ? target[1..] : "xl/" + target);
    }

    private static string? Find(ZipArchive archive, string part, Func<XmlReader, string?> find)
    {
        if (archive.GetEntry(part) is not { } entry) return null;
        using var xml = XmlReader.Create(entry.Open(), Settings);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && find(xml) is { } found) return found;
        }

        return null;
    }

    // Most sheets have none: looking for the bytes is many times quicker than reading the XML.
    private static bool MayHaveOddCells(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        var block = new byte[1 << 16];
        var kept = 0;
        for (var read = stream.Read(block, 0, block.Length); read > 0; read = stream.Read(block, kept, block.Length - kept))
        {
            var filled = block.AsSpan(0, kept + read);
            if (filled.IndexOf("<f>"u8) >= 0 || filled.IndexOf("<f "u8) >= 0 || filled.IndexOf(":f>"u8) >= 0 || filled.IndexOf(":f "u8) >= 0 || filled.IndexOf("t=\"e\""u8) >= 0) return true;
            kept = Math.Min(4, filled.Length);
            filled[^kept..].CopyTo(block);
        }

        return false;
    }
}
