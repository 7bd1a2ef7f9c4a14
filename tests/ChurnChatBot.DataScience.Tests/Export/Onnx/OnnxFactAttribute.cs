namespace ChurnChatBot.DataScience.Tests.Export.Onnx;

internal static class OnnxRuntime
{
    /// <summary>Where the runtime is installed, within the checkout.</summary>
    public static string? Folder { get; } = Find();

    public static string? Absent { get; } = Folder is not null && Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node")) && Oracle.Start("node", "--version").ExitCode == 0
        ? null
        : "ONNX Runtime is not here: npm ci --ignore-scripts in tests/oracles/onnx.";

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChurnChatBot.sln"))) return Path.Combine(folder.FullName, "tests", "oracles", "onnx");
        }

        return null;
    }
}

/// <summary>A test that runs ONNX Runtime, skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnnxFactAttribute : FactAttribute
{
    public OnnxFactAttribute()
    {
        Skip = OnnxRuntime.Absent;
    }
}

/// <summary>The same on real files, skipped where these are absent too.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnnxRealDataTheoryAttribute : TheoryAttribute
{
    public OnnxRealDataTheoryAttribute()
    {
        Skip = OnnxRuntime.Absent ?? (RealData.Folder is null ? RealData.Absent : null);
    }
}
