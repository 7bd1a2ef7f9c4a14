using ChurnChatBot.DataScience.Export;

namespace ChurnChatBot.CommandLine;

/// <summary>The model in the forms of other programs, beside the other files; each is written as it is made, however large the model.</summary>
internal static class ExportedFiles
{
    /// <returns>The names of the files.</returns>
    public static IReadOnlyList<string> Write(ExportRequest request, string folder, CancellationToken cancellation)
    {
        var files = ModelExport.FilesFor(request.Model.Model);
        foreach (var file in files)
        {
            using var stream = File.Create(Path.Combine(folder, file.Name));
            ModelExport.Write(file.Format, request, stream, cancellation);
        }

        return [.. files.Select(file => file.Name)];
    }

    /// <summary>Those that a model of another kind left there in an earlier run would contradict the new ones.</summary>
    public static void DeleteAll(string folder)
    {
        foreach (var file in ModelExport.AllFiles) File.Delete(Path.Combine(folder, file.Name));
    }
}
