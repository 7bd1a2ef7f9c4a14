using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.CommandLine;

/// <summary>Whatever is wrong with a file or the words: a sentence, an exit code, and nothing half done.</summary>
public sealed class AnalyzeBadInputTests : IDisposable
{
    private readonly AnalyzeRun _run = new();

    public void Dispose() => _run.Dispose();

    public static TheoryData<string> Refused => [.. BadFiles.Unreadable.Concat(BadFiles.WithoutQuestion).Select(file => file.Kind)];

    public static TheoryData<string> Hopeless => [.. BadFiles.Hopeless.Select(file => file.Kind)];

    public static TheoryData<string> Odd => [.. BadFiles.Odd.Select(file => file.Kind)];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Analyze_FileThatCannotBeUsed_SaysWhyAndWritesNothing(string kind)
    {
        Assert.Equal(1, await AnalyzeAsync(kind));
        Assert.False(Directory.Exists(_run.Out));
    }

    [Theory]
    [MemberData(nameof(Hopeless))]
    public async Task Analyze_TooLittleToLearnFrom_WritesTheRefusalAlone(string kind)
    {
        Assert.Equal(1, await AnalyzeAsync(kind));

        Assert.Equal(["result.json"], _run.Written);
        var result = JsonNode.Parse(_run.Read("result.json"))!;
        Assert.Equal("refused", (string?)result["verdict"]);
        Assert.Contains((string)result["reason"]!, _run.Printed, StringComparison.Ordinal);
        Assert.Null(result["model"]);
        Assert.Equal(100, (int)result["profile"]!["rows"]!);
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Analyze_OddButUsable_SaysSoAndGoesToTheEnd(string kind)
    {
        Assert.Equal(0, await AnalyzeAsync(kind));
        Assert.Contains("result.json", _run.Written);
    }

    [Fact]
    public async Task Analyze_MissingFile_IsSaid()
    {
        Assert.Equal(1, await _run.AnalyzeAsync(Path.Combine(_run.Out, "nowhere.csv")));
        Assert.Contains("There is no file", _run.Printed, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.Out));
    }

    [Fact]
    public async Task Analyze_Folder_IsSaid()
    {
        Assert.Equal(1, await _run.AnalyzeAsync(Path.GetTempPath()));
        Assert.Contains("is a folder", _run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_OutFolderIsAFile_IsSaid()
    {
        var file = _run.Save("a.csv", BadFiles.All.Single(bad => bad.Kind == "NUL bytes").Content());
        File.WriteAllText(_run.Out, "in the way");

        Assert.Equal(1, await _run.AnalyzeAsync(file, "--yes", "--trials", "1"));
        Assert.Contains("I could not read or write a file", _run.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_WrongArguments_ExplainsAndExitsWith2()
    {
        Assert.Equal(2, await _run.AnalyzeAsync("a.csv", "--fast"));
        Assert.StartsWith("There is no option '--fast'.", _run.Errors, StringComparison.Ordinal);
        Assert.Contains("Usage:", _run.Errors, StringComparison.Ordinal);
        Assert.Empty(_run.Printed);
    }

    [Fact]
    public async Task Analyze_Help_IsPrintedAsItStands()
    {
        Assert.Equal(0, await _run.AnalyzeAsync("--help"));
        Assert.Equal(ChurnChatBot.CommandLine.AnalyzeArguments.Usage, _run.Printed.TrimEnd());
    }

    private async Task<int> AnalyzeAsync(string kind)
    {
        var bad = BadFiles.All.Single(file => file.Kind == kind);
        string[] target = bad.Target is { } column ? ["--target", column] : [];
        var code = await _run.AnalyzeAsync(_run.Save(bad.Name, bad.Content()), ["--yes", "--trials", "2", .. target]);
        Assert.All(bad.Says, said => Assert.Contains(said.Replace("`", "", StringComparison.Ordinal), _run.Printed, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", _run.Printed, StringComparison.Ordinal);
        Assert.Empty(_run.Errors);
        return code;
    }
}
