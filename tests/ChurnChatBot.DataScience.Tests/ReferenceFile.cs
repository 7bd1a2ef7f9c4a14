using System.Text.Json;

namespace ChurnChatBot.DataScience.Tests;

/// <summary>A frozen JSON file under Reference/.</summary>
internal sealed class ReferenceFile
{
    private readonly JsonElement _root;

    public ReferenceFile(string path) =>
        _root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reference", path))).RootElement;

    public double Number(string name) => _root.GetProperty(name).GetDouble();

    public double[] Numbers(string name) => Numbers(_root.GetProperty(name));

    public double[][] Rows(string name) => [.. _root.GetProperty(name).EnumerateArray().Select(Numbers)];

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];
}
