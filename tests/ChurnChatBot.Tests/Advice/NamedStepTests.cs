using ChurnChatBot.Advice;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Tests.Advice;

/// <summary>A yes that names a step is a yes to that step only, whatever else waits.</summary>
public sealed class NamedStepTests
{
    private static readonly InterpretationContext Context = new()
    {
        Columns = [new KnownColumn("city", ColumnKind.Categorical, ["Berlin", "Leipzig"]), new KnownColumn("age", ColumnKind.Numeric, [])],
        ApprovalWaits = true,
        Items =
        [
            new KnownItem("merge_levels:city", "merge_levels", ["city"], true),
            new KnownItem("fill_missing:age", "fill_missing", ["age"], true),
            new KnownItem("drop_duplicates", "drop_duplicates", [], true),
        ],
    };

    [Theory]
    [InlineData("make it the champion", StepName.Features)]
    [InlineData("make it the champion", StepName.Cleaning)]
    [InlineData("promote it", StepName.Training)]
    internal async Task Approve_NamesAStepThatDoesNotWait_SaysWhich(string words, StepName waits)
    {
        var request = await Understand(words, Context with { CurrentStep = waits });
        Assert.Equal(StepName.Explanation, Assert.IsType<ApproveRequest>(request).About);
    }

    [Fact]
    public async Task Approve_NamesTheStepThatWaits_IsAPlainYes()
    {
        var request = await Understand("make it the champion", Context with { CurrentStep = StepName.Explanation });
        Assert.Null(Assert.IsType<ApproveRequest>(request).About);
    }

    [Fact]
    public async Task Approve_ExceptAMerge_LeavesItOut()
    {
        var request = await Understand("approve everything except the city merge", Context with { CurrentStep = StepName.Cleaning });
        Assert.Equal(["fill_missing:age", "drop_duplicates"], Assert.IsType<ApproveRequest>(request).Selected);
    }

    private static async Task<PersonRequest> Understand(string words, InterpretationContext context) =>
        Assert.IsType<Understood>(await new RuleAdvisor().InterpretAsync(words, context, CancellationToken.None)).Request;
}
