using ChurnChatBot.Advice;

namespace ChurnChatBot.Tests.Advice;

/// <summary>Hundreds of phrasings, as people write them, and what they mean.</summary>
public sealed class PhrasingTests
{
    public static TheoryData<string, string, string> HeldOut => Rows(HeldOutPhrasings.Table);

    public static TheoryData<string, string, string> SecondHeldOut => Rows(HeldOutPhrasings.SecondTable);

    public static TheoryData<string, string, string> Plans => Rows(PlanPhrasings.Table);

    public static TheoryData<string, string, string> Questions => Rows(QuestionPhrasings.Table);

    public static TheoryData<string, string, string> Refused => Rows(RefusedPhrasings.Table);

    public static TheoryData<string, string, string> Threads => Rows(ThreadPhrasings.Table);

    public static TheoryData<string, string, string> ThreadsHeldOut => Rows(ThreadPhrasings.HeldOut);

    public static TheoryData<string, string, string> ThreadsSecondHeldOut => Rows(ThreadPhrasings.SecondHeldOut);

    public static TheoryData<string, string, string> ThreadsRefused => Rows(ThreadPhrasings.Refused);

    [Theory]
    [MemberData(nameof(Threads))]
    [MemberData(nameof(ThreadsHeldOut))]
    [MemberData(nameof(ThreadsSecondHeldOut))]
    public async Task Interpret_WordsAboutTheThread_AreUnderstood(string context, string text, string expected) =>
        Assert.Equal(expected, await MeaningOf(context, text));

    [Theory]
    [MemberData(nameof(ThreadsRefused))]
    public async Task Interpret_WordsThatOnlyLookAboutTheThread_AreNotTakenForIt(string context, string text, string expected) =>
        Assert.Equal(expected, await MeaningOf(context, text));

    [Theory]
    [MemberData(nameof(HeldOut))]
    public async Task Interpret_HeldOutPhrasing_MeansWhatWasWrittenDown(string context, string text, string expected) =>
        Assert.Equal(expected, await MeaningOf(context, text));

    [Theory]
    [MemberData(nameof(SecondHeldOut))]
    public async Task Interpret_SecondHeldOutPhrasing_MeansWhatWasWrittenDown(string context, string text, string expected) =>
        Assert.Equal(expected, await MeaningOf(context, text));

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Interpret_WordsAboutAPlan_AreUnderstood(string context, string text, string expected) =>
        Assert.Equal(expected, await MeaningOf(context, text));

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Interpret_Questions_AreUnderstood(string context, string text, string expected) =>
        Assert.Equal(expected, await MeaningOf(context, text));

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Interpret_WordsThatOnlyLookLikeARequest_AreNotTakenForOne(string context, string text, string expected) =>
        Assert.Equal(expected, await MeaningOf(context, text));

    internal static IEnumerable<(string Context, string Text)> All =>
        new[] { HeldOut, SecondHeldOut, Plans, Questions, Refused, Threads, ThreadsHeldOut, ThreadsSecondHeldOut, ThreadsRefused }.SelectMany(rows => rows).Select(row => ((string)row[0], (string)row[1]));

    private static async Task<string> MeaningOf(string context, string text) =>
        InterpretationText.Of(await new RuleAdvisor().InterpretAsync(text, ExampleContexts.Get(context), CancellationToken.None));

    private static TheoryData<string, string, string> Rows(string table)
    {
        var rows = new TheoryData<string, string, string>();
        var context = "";
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('['))
            {
                context = line.Trim('[', ']');
                continue;
            }

            var parts = line.Split(" => ");
            rows.Add(context, parts[0], parts[1]);
        }

        return rows;
    }
}
