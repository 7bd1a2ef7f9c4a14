using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.DataScience.Export;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.Tests.CommandLine;

/// <summary>From the sample to the files in the folder, as a script would run it.</summary>
public sealed class AnalyzeCommandTests : IDisposable
{
    private static readonly byte[] Customers = Encoding.UTF8.GetBytes(string.Join('\n', File.ReadLines(Repository.Sample).Take(1501)) + "\n");

    private readonly AnalyzeRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Analyze_Sample_WritesEverythingAndTheSameTwice()
    {
        using var again = new AnalyzeRun();
        Assert.Equal(0, await _run.AnalyzeAsync(_run.Save("customer_data.csv", Customers), "--yes", "--trials", "3"));
        Assert.Equal(0, await again.AnalyzeAsync(again.Save("customer_data.csv", Customers), "--yes", "--trials", "3"));

        string[] exported = [.. ModelExport.FilesFor(ChurnModelJson.Deserialize(_run.Read("model.json")).Model).Select(file => file.Name)];
        string[] repeatable = ["model.json", "recipe.json", "report.html", "scores.csv", .. exported];
        Assert.Superset(new HashSet<string> { "model.onnx", "score.py", "model_card.md" }, exported.ToHashSet());
        Assert.Equal(repeatable.Append("result.json").Order(StringComparer.Ordinal), _run.Written);
        foreach (var name in repeatable) Assert.Equal(_run.Read(name), again.Read(name));
        AssertShape(JsonNode.Parse(_run.Read("result.json"))!.AsObject());
        Assert.Equal(1501, Encoding.UTF8.GetString(_run.Read("scores.csv")).TrimEnd().Split('\n').Length);
        Assert.Equal("churned", ChurnModelJson.Deserialize(_run.Read("model.json")).Question.TargetColumn);
        Assert.Contains("Written to", _run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_NobodyToAsk_WritesNothing()
    {
        Assert.Equal(1, await _run.AnalyzeAsync(_run.Save("customer_data.csv", Customers), "--trials", "1"));

        Assert.Contains("Nobody can be asked here", _run.Printed, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.Out));
    }

    private static void AssertShape(JsonObject result)
    {
        Is(result, "profile.rows", JsonValueKind.Number);
        Is(result, "profile.columns", JsonValueKind.Number);
        Is(result, "profile.target", JsonValueKind.String);
        Is(result, "profile.churn_rate", JsonValueKind.Number);
        Items(result, "profile.issues", ("kind", JsonValueKind.String), ("count", JsonValueKind.Number));
        Items(result, "recipe.steps", ("kind", JsonValueKind.String), ("changed_rows", JsonValueKind.Number));
        Items(result, "features", ("name", JsonValueKind.String), ("reason", JsonValueKind.String), ("gain.value", JsonValueKind.Number), ("gain.low", JsonValueKind.Number), ("gain.high", JsonValueKind.Number));
        Items(result, "drivers", ("feature", JsonValueKind.String), ("share", JsonValueKind.Number), ("direction", JsonValueKind.String), ("sentence", JsonValueKind.String));
        Is(result, "model.name", JsonValueKind.String);
        Is(result, "model.parameters", JsonValueKind.Object);
        foreach (var interval in (string[])["model.metrics.roc_auc", "model.test.roc_auc", "baseline.roc_auc"])
        {
            foreach (var end in (string[])["value", "low", "high"]) Is(result, $"{interval}.{end}", JsonValueKind.Number);
        }

        Is(result, "reason", JsonValueKind.String);
        Is(result, "timings", JsonValueKind.Object);
        Assert.Equal("model", (string?)result["verdict"]);
        Assert.All(result["features"]!.AsArray(), feature => Assert.Contains(feature!["kept"]!.GetValueKind(), (JsonValueKind[])[JsonValueKind.True, JsonValueKind.False]));
        Assert.All(result["profile"]!["issues"]!.AsArray().Concat(result["recipe"]!["steps"]!.AsArray()), item => Assert.True(item!.AsObject().ContainsKey("column")));
    }

    private static void Items(JsonObject result, string path, params (string Path, JsonValueKind Kind)[] properties)
    {
        var items = At(result, path)!.AsArray();
        Assert.NotEmpty(items);
        foreach (var item in items)
        {
            foreach (var (inner, kind) in properties) Is(item!.AsObject(), inner, kind);
        }
    }

    private static void Is(JsonObject result, string path, JsonValueKind kind) => Assert.True(At(result, path)?.GetValueKind() == kind, $"{path} is {At(result, path)?.ToJsonString() ?? "missing"}");

    private static JsonNode? At(JsonObject result, string path) => path.Split('.').Aggregate((JsonNode?)result, (node, name) => node?[name]);
}
