namespace ChurnChatBot.DataScience.Intake;

/// <summary>
/// From an uploaded file to a dataset, or to a refusal that says why. What a file is, is read from its bytes and not from its
/// name; where its header is, how it separates and what its columns hold is found by evidence, and said in the result.
/// </summary>
public static class DatasetReader
{
    /// <param name="file">Read from its current position; not closed. Held in memory only where it cannot seek.</param>
    /// <param name="fileName">What people call it; names the dataset. No path is made of it.</param>
    /// <exception cref="ArgumentException">No name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">The stream itself failed. Odd content never throws: it is in <see cref="IntakeResult.Problems"/>.</exception>
    public static IntakeResult Read(Stream file, string fileName, IntakeOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        options ??= new IntakeOptions();
        options.Validate();
        return UploadedFile.Open(file, options.MaxBytes, ct) is { } uploaded
            ? ReadFile(uploaded, fileName, options, isUnpacked: false, ct)
            : Refuse(fileName, IntakeProblems.TooLarge(options.MaxBytes));
    }

    /// <param name="isUnpacked">The file comes out of an archive; an archive in it is not opened.</param>
    internal static IntakeResult ReadFile(UploadedFile file, string fileName, IntakeOptions options, bool isUnpacked, CancellationToken cancellation)
    {
        if (file.Length == 0) return Refuse(fileName, IntakeProblems.EmptyFile());
        var signature = FileSignature.Of(file);
        return signature.Kind switch
        {
            FileKind.Zip or FileKind.Gzip when isUnpacked => Refuse(fileName, IntakeProblems.NestedArchive()),
            FileKind.Zip => ArchiveFile.ReadZip(file, fileName, options, cancellation),
            FileKind.Gzip => ArchiveFile.ReadGzip(file, fileName, options, cancellation),
            FileKind.CompoundDocument => ExcelFile.Read(file, fileName, options, cancellation),
            FileKind.Json => JsonFile.Read(file, fileName, options, cancellation),
            FileKind.Unreadable => Refuse(fileName, IntakeProblems.NotATable(signature.Found)),
            _ => DelimitedFile.Read(file, fileName, options, cancellation),
        };
    }

    private static IntakeResult Refuse(string fileName, IntakeProblem problem) => new() { FileName = fileName, Problems = [problem] };
}
