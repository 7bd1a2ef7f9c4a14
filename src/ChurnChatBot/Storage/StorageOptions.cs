namespace ChurnChatBot.Storage;

/// <summary>Where everything is kept. One process at a time may use a folder.</summary>
internal sealed record StorageOptions
{
    /// <summary>Section of the configuration these are read from.</summary>
    public const string Section = "Storage";

    /// <summary>Folder of the databases and artifacts; made where it is missing. Relative to the current folder.</summary>
    public string DataFolder { get; init; } = ".churn";

    /// <exception cref="ArgumentException">The folder is empty, not a path, or a file stands in its place.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(DataFolder))
            throw new ArgumentException($"{Section}:{nameof(DataFolder)} is empty; a folder was expected.");
        if (DataFolder.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
            throw new ArgumentException($"{Section}:{nameof(DataFolder)} holds a character that no path may have.");
        if (File.Exists(DataFolder))
            throw new ArgumentException($"{Section}:{nameof(DataFolder)} is '{DataFolder}', which is a file; a folder was expected.");
    }
}
