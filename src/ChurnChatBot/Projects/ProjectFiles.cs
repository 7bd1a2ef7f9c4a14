using System.Text.Json;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects;

/// <summary>
/// A project's artifacts as objects: the uploaded file as a dataset, outcomes and models from their JSON. What is read is kept in
/// memory by content hash while there is room, so that a question does not read the file again.
/// </summary>
internal sealed class ProjectFiles(IArtifactStore artifacts)
{
    private const int KeptInMemory = 4;
    private readonly Lock _lock = new();
    private readonly List<(string Hash, object Value)> _recent = [];

    public async Task<IntakeResult> ReadAsync(SourceFile file, CancellationToken cancellation) =>
        await Task.Run(
            () => Remember(file.Hash + file.Name, () =>
            {
                using var stream = artifacts.OpenRead(file.Hash);
                return DatasetReader.Read(stream, file.Name, new IntakeOptions(), cancellation);
            }),
            cancellation);

    public T Load<T>(string hash)
        where T : class =>
        Remember(hash, () =>
        {
            using var stream = artifacts.OpenRead(hash);
            return JsonSerializer.Deserialize<T>(stream, StoredJson.Options) ?? throw new InvalidDataException("An artifact is empty.");
        });

    public async Task<StoredArtifact> SaveAsync<T>(T value, CancellationToken cancellation) =>
        await SaveAsync(JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options), cancellation);

    public async Task<StoredArtifact> SaveAsync(byte[] bytes, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return await artifacts.SaveAsync(stream, long.MaxValue, cancellation);
    }

    /// <summary>The sample that comes with the program, as if it had been uploaded.</summary>
    public async Task<UploadedFile> SampleAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "samples", "customer_data.csv");
        await using var stream = File.OpenRead(path);
        var stored = await artifacts.SaveAsync(stream, long.MaxValue, cancellation);
        return new UploadedFile(Path.GetFileName(path), stored.Hash, stored.Size);
    }

    private T Remember<T>(string key, Func<T> read)
        where T : class
    {
        lock (_lock)
        {
            var at = _recent.FindIndex(entry => entry.Hash == key && entry.Value is T);
            if (at >= 0)
            {
                var hit = _recent[at];
                _recent.RemoveAt(at);
                _recent.Add(hit);
                return (T)hit.Value;
            }
        }

        var value = read();
        lock (_lock)
        {
            _recent.Add((key, value));
            if (_recent.Count > KeptInMemory * 4) _recent.RemoveAt(0);
        }

        return value;
    }
}
