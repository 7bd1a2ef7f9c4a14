using ChurnChatBot.Advice;

namespace ChurnChatBot.Tests.Advice;

public sealed class PhrasingTests
{
    public static TheoryData<string, string, string> HeldOut => Rows(HeldOutPhrasings.Table);

    [Theory]
    [MemberData(nameof(HeldOut))]
    public async Task Interpret_HeldOutPhrasing_MeansWhatWasWrittenDown(string context, string text, string expected) =>
        Assert.Equal(expected, await MeaningOf(context, text));

    private static async Task<string> MeaningOf(string context, string text) =>
        InterpretationText.Of(await new RuleAdvisor().InterpretAsync(text, ExampleContexts.Get(context), CancellationToken.None));

    private static TheoryData<string, string, string> Rows(string table)
    {
        var rows = new TheoryData<string, string, string>();
        var context = "";
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('[')) context = line.Trim('[', ']');
            else
            {
                var parts = line.Split(" => ");
                rows.Add(context, parts[0], parts[1]);
            }
        }

        return rows;
    }
}
