using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <summary>The recommendation of a model, with its reasons from the data, before any time is spent on it.</summary>
internal static class TrainingPlanWriter
{
    public static ReplyMessage Write(DatasetProfile profile, string fileName, string approvalId, string planHash) => new(
        new Heading("I suggest boosted trees (gradient boosting), against a simple scorecard (logistic regression)."),
        new Paragraph(RichText.Of($"Why: {Wording.Join(Reasons(profile), ", ")}. The scorecard is easier to read, so it runs too, and I say whether the trees are really better.")),
        new Paragraph("I search the number of trees (`n_estimators`), the learning rate (`learning_rate`), the leaves (`num_leaves`) and what keeps trees careful, within the time you give. You can stop at any time and keep the best."),
        new Paragraph("One fifth of the customers stays locked away until the end, for one honest test."),
        new ApprovalPrompt(approvalId, planHash, [
            Start("Start (60 seconds)", 60, approvalId, planHash, ChoiceStyle.Primary),
            Start("Start (30 seconds)", 30, approvalId, planHash),
            Start("Start (5 minutes)", 300, approvalId, planHash),
            new Choice("Not now", new ActionCommand(ActionVerb.Reject, ("approval", approvalId), ("hash", planHash))),
        ]),
        new Footer(RichText.Of($"{Data.Name(fileName)} · step 4 of 5{(RichText)Decided.Waiting}")));

    public static ReplyMessage WithBudget(TimeSpan budget) => new(
        new Paragraph(RichText.Of($"The search may take {Fact.Seconds("training.budget", budget.TotalSeconds)}. Shall I start?")),
        new Choices([new Choice("Start", ConversationWriter.Say(FormattableString.Invariant($"train for {(int)budget.TotalSeconds} seconds")), ChoiceStyle.Primary)]));

    private static IEnumerable<RichText> Reasons(DatasetProfile profile)
    {
        var numbers = profile.Columns.Count(column => column.Meaning == ColumnMeaning.Measure);
        var categories = profile.Columns.Count(column => column.Meaning is ColumnMeaning.Category or ColumnMeaning.Flag);
        yield return numbers > 0 && categories > 0
            ? RichText.Of($"{Wording.Number(numbers, "profile.measures", "number", "numbers")} and {Wording.Number(categories, "profile.categories", "category", "categories")} together")
            : RichText.Of($"{Wording.Number(Math.Max(numbers, categories), "profile.inputs", "column", "columns")} to learn from");
        if (profile.Columns.Any(column => column.Missing > 0 && column.Meaning != ColumnMeaning.Outcome)) yield return "missing values, which trees take as they are";
        yield return RichText.Of($"{Wording.Number(profile.Rows, "profile.rows", "customer", "customers")}");
        yield return "effects that bend and depend on each other";
    }

    private static Choice Start(RichText label, int seconds, string approvalId, string planHash, ChoiceStyle style = ChoiceStyle.Normal) =>
        new(label, new ActionCommand(ActionVerb.StartTraining, ("approval", approvalId), ("hash", planHash), ("seconds", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture))), style);
}
