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
        if (UploadedFile.Open(file, options.MaxBytes, ct) is not { } uploaded)
            return Refuse(fileName, IntakeProblems.TooLarge(long.MaxValue, options.MaxBytes));
        return uploaded.Length == 0 ? Refuse(fileName, IntakeProblems.EmptyFile()) : DelimitedFile.Read(uploaded, fileName, options, ct);
    }

    private static IntakeResult Refuse(string fileName, IntakeProblem problem) => new() { FileName = fileName, Problems = [problem] };
}
