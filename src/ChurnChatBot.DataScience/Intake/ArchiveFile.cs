using System.Buffers.Binary;
using System.IO.Compression;

namespace ChurnChatBot.DataScience.Intake;

/// <summary>Reads a .zip: a workbook is one itself, another holds the one table that is meant. And a .gz, which holds one file.</summary>
internal static class ArchiveFile
{
    public static IntakeResult ReadZip(UploadedFile file, string fileName, IntakeOptions options, CancellationToken cancellation)
    {
        try
        {
            using var archive = new ZipArchive(file.FromStart(), ZipArchiveMode.Read, leaveOpen: true);
            if (WorkbookArchive.Check(archive, file.Length, options.MaxUnpackedBytes) is { } bomb) return Refuse(fileName, bomb);
            if (WorkbookArchive.IsWorkbook(archive)) return ExcelFile.Read(file, fileName, options, cancellation);
            if (archive.GetEntry("[Content_Types].xml") is not null || archive.GetEntry("mimetype") is not null)
                return Refuse(fileName, IntakeProblems.NotATable("a document, not a workbook"));
            var tables = archive.Entries.Where(IsFile).ToList();
            if (tables.Count != 1) return Refuse(fileName, IntakeProblems.ArchiveOfMany(tables.Count));
            using var packed = tables[0].Open();
            using var unpacked = UploadedFile.CopyToMemory(packed, options.MaxBytes, cancellation);
            return ReadUnpacked(unpacked, "zip", fileName, options, cancellation);
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            return Refuse(fileName, IntakeProblems.Truncated("an Excel file or archive"));
        }
    }

    public static IntakeResult ReadGzip(UploadedFile file, string fileName, IntakeOptions options, CancellationToken cancellation)
    {
        try
        {
            using var packed = new GZipStream(file.FromStart(), CompressionMode.Decompress);
            using var unpacked = UploadedFile.CopyToMemory(packed, options.MaxBytes, cancellation);
            if (unpacked is not null && (uint)unpacked.Length != DeclaredLength(file)) return Refuse(fileName, IntakeProblems.Truncated("a gzip archive"));
            return ReadUnpacked(unpacked, "gzip", fileName, options, cancellation);
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            return Refuse(fileName, IntakeProblems.Truncated("a gzip archive"));
        }
    }

    // A gzip member ends with the length of its content (RFC 1952); the unpacker itself takes a file that breaks off for one that ends.
    private static uint DeclaredLength(UploadedFile file)
    {
        if (file.Length < 18) return uint.MaxValue;
        using var stream = file.FromStart();
        stream.Position = file.Length - sizeof(uint);
        Span<byte> length = stackalloc byte[sizeof(uint)];
        stream.ReadExactly(length);
        return BinaryPrimitives.ReadUInt32LittleEndian(length);
    }

    // Finders leave folders and companion files in archives.
    private static bool IsFile(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && entry.Name[0] != '.' && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static IntakeResult ReadUnpacked(MemoryStream? unpacked, string format, string fileName, IntakeOptions options, CancellationToken cancellation)
    {
        if (unpacked is null) return Refuse(fileName, IntakeProblems.TooLarge(options.MaxBytes));
        var file = UploadedFile.Open(unpacked, options.MaxBytes, cancellation)!;
        var result = DatasetReader.ReadFile(file, fileName, options, isUnpacked: true, cancellation);
        return result with { SourceFormat = result.SourceFormat.Length > 0 ? $"{result.SourceFormat} ({format})" : "" };
    }

    private static IntakeResult Refuse(string fileName, IntakeProblem problem) => new() { FileName = fileName, Problems = [problem] };
}
