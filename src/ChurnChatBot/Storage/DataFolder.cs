namespace ChurnChatBot.Storage;

/// <summary>
/// The folder of one bot, held by a lock file for as long as the process lives: two bots on one folder would do all work twice.
/// The operating system gives the lock up with the process, so a kill leaves nothing to clean up.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Root = path;
        _lock = held;
    }

    public string Root { get; }

    public string DatabaseFile => Path.Combine(Root, "churnchatbot.db");

    public string JobsFile => JobsFileOf(Root);

    public string ArtifactsFolder => Path.Combine(Root, "artifacts");

    public static string JobsFileOf(string root) => Path.Combine(Path.GetFullPath(root), "jobs.db");

    /// <exception cref="ArgumentException">The options do not name a folder.</exception>
    /// <exception cref="DataFolderInUseException">Another process holds it.</exception>
    public static DataFolder Open(StorageOptions options)
    {
        options.Validate();
        var root = Path.GetFullPath(options.DataFolder);
        MakePrivate(root);
        try
        {
            var file = new FileStream(Path.Combine(root, "bot.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(root, file);
        }
        catch (IOException problem)
        {
            throw new DataFolderInUseException(root, problem);
        }
    }

    public void Dispose() => _lock.Dispose();

    // The files hold customers' data: only the account that runs the bot may read a folder that the bot makes.
    private static void MakePrivate(string root)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(root);
        else Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

/// <summary>Another process works in the data folder.</summary>
internal sealed class DataFolderInUseException(string folder, Exception inner) : Exception(
    $"The data folder '{folder}' is already in use by another running bot. Stop that one, or give this one a folder of its own with "
    + $"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}.", inner);
