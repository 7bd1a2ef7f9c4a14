using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Export;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Export;

/// <summary>A whole project on made customers, ready to be handed over; trained once for all tests.</summary>
internal static class ExportRequests
{
    private static readonly Lazy<ExportRequest> Made = new(Make);

    public static ExportRequest Customers => Made.Value;

    private static ExportRequest Make()
    {
        var raw = SyntheticCustomers.Make(700);
        var recipe = new Recipe([new DropDuplicatesStep(), new FillMissingStep("spend", FillMethod.Median, RememberMissing: true)]);
        var (training, model) = TrainingAnalysis.Run(new TrainingInput { Raw = raw, Question = SyntheticCustomers.Question, Recipe = recipe, MaxTrials = 3 });
        return new ExportRequest
        {
            Model = model,
            Recipe = recipe,
            Columns = RawColumn.Of(raw),
            Training = training,
            Approvals =
            [
                new ExportApproval("repairs", "Ann | <b>O'Neill</b>", new DateTimeOffset(2024, 3, 1, 9, 30, 0, TimeSpan.FromHours(2)), "ab12"),
                new ExportApproval("champion", "Bo", new DateTimeOffset(2024, 3, 2, 0, 0, 0, TimeSpan.Zero)),
            ],
        };
    }
}
