using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Learning.Tuning;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Messages.Writers;

/// <summary>Progress of a search, and what it came to.</summary>
internal static class TrainingWriter
{
    public static ReplyMessage Progress(TuningProgress progress)
    {
        var estimated = progress.EstimatedTrials is { } total ? RichText.Of($" of about {Fact.Count("training.estimated", total)}") : RichText.Empty;
        var tries = progress is { TrialsDone: 1, EstimatedTrials: null or 1 } ? "try" : "tries";
        var words = RichText.Of($"Training: {Fact.Count("training.done", progress.TrialsDone)}{estimated} {(RichText)tries}, best so far {new Fact("training.best", progress.Best.MeanAuc, FactFormat.Score)}.");
        if (progress.TimeLeft is { } left) words = words.Then(RichText.Of($" {Fact.Seconds("training.left", Math.Max(0, left.TotalSeconds))} left."));
        return new ReplyMessage(
            new Progress(words, Fraction(progress)),
            new Choices([new Choice("Stop and keep the best", new ActionCommand(ActionVerb.StopTraining))]));
    }

    /// <summary>By time where there is a budget, else by tries.</summary>
    public static double Fraction(TuningProgress progress) => progress.TimeLeft is { } left
        ? Math.Clamp(progress.Elapsed / (progress.Elapsed + left), 0, 1)
        : (double)progress.TrialsDone / Math.Max(1, progress.EstimatedTrials ?? progress.TrialsDone * 2);

    public static ReplyMessage Write(TrainingOutcome outcome, string fileName, string approvalId, string planHash)
    {
        var auc = outcome.Test.Auc;
        var sections = new List<MessageSection>
        {
            new Heading(RichText.Of($"The model ranks a leaving customer above a staying one {Fact.OutOfHundred("training.test.roc_auc", auc.Value)} times in 100 (ROC AUC {Wording.Inside("training.test.roc_auc", auc)}, on the locked test part).")),
            new Paragraph(AgainstSimplerWays(outcome)),
            new Paragraph(Riskiest(outcome.Test)),
            new Paragraph(Wording.Join(outcome.Next.Select(Advice), " ")),
            new FigureSection(RocFigure(outcome)),
            new FigureSection(LiftFigure(outcome.Test)),
            Details(outcome),
            new ApprovalPrompt(approvalId, planHash, [
                new Choice("Make it the champion", new ActionCommand(ActionVerb.Approve, ("approval", approvalId), ("hash", planHash)), ChoiceStyle.Primary),
                new Choice("Try for 5 minutes", ConversationWriter.Say("train for 5 minutes")),
                new Choice("Do not use it", new ActionCommand(ActionVerb.Reject, ("approval", approvalId), ("hash", planHash))),
            ]),
            new Footer(RichText.Of($"{Data.Name(fileName)} · step 4 of 5{(RichText)Decided.Waiting}")),
        };
        return new ReplyMessage(sections) { Suggestions = ["why this model?", "train for 5 minutes", "show the trials"] };
    }

    /// <summary>What to do about a file that nothing can be learned from.</summary>
    public static string AfterRefusal(Verdict verdict) => verdict.Code switch
    {
        "no_columns" => "Keep at least one column that is not the outcome, or upload a file with more columns.",
        "no_outcome" => "Choose another column that says who left.",
        _ => "Upload a file with more customers of both kinds, or choose another column that says who left.",
    };

    /// <summary>An honest no.</summary>
    public static ReplyMessage NoModel(TrainingOutcome outcome, string fileName) => new(
        new Heading("There is no model worth having in this file."),
        new Paragraph(NoModelReason(outcome)),
        new Paragraph("More tuning will not change that. What can: columns that say what customers did shortly before they left, another question, or more customers."),
        new FigureSection(RocFigure(outcome)),
        Details(outcome),
        new Choices([
            new Choice("Back to the features", ConversationWriter.Say("go back to the features"), ChoiceStyle.Primary),
            new Choice("Show the profile", ConversationWriter.Say("show the profile")),
        ]),
        new Footer(RichText.Of($"{Data.Name(fileName)} · step 4 of 5")));

    /// <summary>The results again, without the decision.</summary>
    public static ReplyMessage Again(TrainingOutcome outcome) => new(
        new Heading(RichText.Of($"ROC AUC {Fact.Score("training.test.roc_auc", outcome.Test.Auc)} on {Fact.Count("training.test.rows", outcome.Test.Rows)} customers the model had never seen.")),
        new Paragraph(AgainstSimplerWays(outcome)),
        new FigureSection(RocFigure(outcome)),
        new FigureSection(LiftFigure(outcome.Test)),
        Details(outcome));

    private static RichText NoModelReason(TrainingOutcome outcome) => outcome.Verdict.Code switch
    {
        "no_signal" => RichText.Of(
            $"The best of {Wording.Number(outcome.Trials.Count, "training.trials", "try", "tries")} ranks a leaving customer above a staying one {Fact.OutOfHundred("training.roc_auc", outcome.CrossValidatedAuc.Value)} times in 100 (ROC AUC {Wording.Inside("training.roc_auc", outcome.CrossValidatedAuc)}). Guessing is 50. The columns say nothing about who leaves."),
        "single_column_is_as_good" when outcome.BestColumn is { } column => RichText.Of(
            $"Sorting customers by {Data.Name(column.Column)} alone does as well (ROC AUC {Wording.Inside("training.best_column.roc_auc", column.Auc)}); what the model adds: {Wording.Gain("training.best_column.gain", column.GainOfModel)}. You do not need a model for that."),
        _ => RichText.Of($"The customers it calls riskiest leave hardly more often than others: {Fact.Times("training.test.riskiest.lift", outcome.Test.Riskiest.Lift)} times the average. Acting on that would not pay."),
    };

    private static RichText AgainstSimplerWays(TrainingOutcome outcome)
    {
        var words = RichText.Of($"Guessing is 50");
        if (outcome.BestColumn is { } column)
            words = words.Then(RichText.Of($", {Data.Name(column.Column)} alone reaches {Fact.OutOfHundred("training.best_column.roc_auc", column.Auc.Value)}"));
        words = words.Then(".");
        return outcome.Scorecard is { } scorecard
            ? words.Then(RichText.Of($" In cross-validation the scorecard has ROC AUC {Fact.Score("training.scorecard.roc_auc", scorecard.Auc).Alone}, this model {Fact.Score("training.roc_auc", outcome.CrossValidatedAuc).Alone}: the trees {Wording.Adds("training.scorecard.gain", scorecard.GainOfModel)}."))
            : words.Then(" The scorecard is the best model here: nothing more complicated did better.");
    }

    private static RichText Riskiest(TestFigures test) => RichText.Of(
        $"Of the {Fact.Count("training.test.riskiest", test.Riskiest.Customers)} riskiest of {Fact.Count("training.test.rows", test.Rows)} test customers, {Fact.Count("training.test.riskiest.leavers", (long)Math.Round(test.Riskiest.Leavers))} really left: {Fact.Times("training.test.riskiest.lift", test.Riskiest.Lift)} times as many as by calling at random.");

    private static RichText Advice(NextStep next) => next switch
    {
        NextStep.MoreRows => "More customers would help (it still learns with every row).",
        NextStep.MoreTuning => "A longer search may help a little.",
        NextStep.UseTheScorecard => "The scorecard does as well and is easier to explain.",
        NextStep.BetterFeatures => "Better columns would help more than more tuning.",
        _ => "More tuning would not help.",
    };

    private static LineFigure RocFigure(TrainingOutcome outcome) => new()
    {
        Title = RichText.Of($"Among {Fact.Count("training.test.rows", outcome.Test.Rows)} customers the model had never seen, it finds leavers before others (ROC curve)"),
        AlternativeText = "ROC curve on the test customers: share of leavers found against share of stayers wrongly named.",
        XTitle = "stayers wrongly named",
        YTitle = "leavers found",
        XFormat = FactFormat.Share,
        YFormat = FactFormat.Share,
        Series = [
            new LineSeries("model", [.. outcome.Test.Roc.Select(point => point.FalsePositiveRate)], [.. outcome.Test.Roc.Select(point => point.TruePositiveRate)]),
            new LineSeries("guessing", [0, 1], [0, 1], IsReference: true),
        ],
    };

    private static LineFigure LiftFigure(TestFigures test)
    {
        double[] contacted = [0, .. test.Lift.Select(row => (double)row.Cumulative.Customers / test.Rows)];
        double[] found = [0, .. test.Lift.Select(row => row.Cumulative.Gain)];
        var atThird = test.Lift.First(row => (double)row.Cumulative.Customers / test.Rows >= 0.3);
        return new LineFigure
        {
            Title = RichText.Of($"Calling {Fact.Share("training.test.lift.contacted", (double)atThird.Cumulative.Customers / test.Rows)} of customers reaches {Fact.Share("training.test.lift.found", atThird.Cumulative.Gain)} of those who leave"),
            AlternativeText = "Gain curve: share of leavers reached against share of customers contacted, riskiest first.",
            XTitle = "customers contacted, riskiest first",
            YTitle = "leavers reached",
            XFormat = FactFormat.Share,
            YFormat = FactFormat.Share,
            Series = [new LineSeries("model", contacted, found), new LineSeries("at random", [0, 1], [0, 1], IsReference: true)],
        };
    }

    private static Details Details(TrainingOutcome outcome) => new("Details: figures, calibration, tries", [
        new FactList([
            new LabelledValue("Model", RichText.Of($"{Data.Cell(outcome.ModelName)}")),
            .. outcome.Parameters.Select(parameter => new LabelledValue(RichText.Of($"{Data.Name(parameter.Key)}"), RichText.Of($"{Fact.Number($"training.parameters.{parameter.Key}", parameter.Value)}"))),
            new LabelledValue("Ranking, cross-validated (ROC AUC)", RichText.Of($"{Fact.Score("training.roc_auc", outcome.CrossValidatedAuc)}")),
            new LabelledValue("Ranking, on the test part (ROC AUC)", RichText.Of($"{Fact.Score("training.test.roc_auc", outcome.Test.Auc)}")),
            new LabelledValue("Precision over all thresholds (average precision)", RichText.Of($"{Fact.Score("training.test.average_precision", outcome.Test.AveragePrecision)}")),
            new LabelledValue("Squared error of the probabilities (Brier)", RichText.Of($"{Fact.Score("training.test.brier", outcome.Test.Brier)}")),
            new LabelledValue("Calibration error", RichText.Of($"{Fact.Share("training.test.calibration_error", outcome.Test.CalibrationError)}")),
            .. outcome.Defaults is { } defaults
                ? (LabelledValue[])[new LabelledValue("Gain of the search over default parameters", Wording.Gain("training.defaults.gain", defaults.GainOfModel))]
                : [],
        ]),
        new FigureSection(ReliabilityFigure(outcome.Test)),
        TrialTable(outcome),
    ]);

    private static LineFigure ReliabilityFigure(TestFigures test) => new()
    {
        Title = "How often customers with a given risk really leave (reliability)",
        AlternativeText = "Observed churn rate against predicted risk; on the dashed line they agree.",
        XTitle = "predicted risk",
        YTitle = "really left",
        XFormat = FactFormat.Share,
        YFormat = FactFormat.Share,
        Series = [
            new LineSeries("test customers", [.. test.Reliability.Select(bin => bin.Promised)], [.. test.Reliability.Select(bin => bin.Observed.Value)]),
            new LineSeries("perfect", [0, 1], [0, 1], IsReference: true),
        ],
    };

    public static ResultTable TrialTable(TrainingOutcome outcome) => new(
        "Tries, best first",
        [new TableColumn("Try", true), new TableColumn("Learner"), new TableColumn("Parameters"), new TableColumn("ROC AUC", true)],
        [.. outcome.Trials.OrderByDescending(trial => trial.Auc.Value).Take(20).Select(trial => (IReadOnlyList<RichText>)
            [
                RichText.Of($"{Fact.Count($"training.trials[{trial.Number}].number", trial.Number)}"),
                RichText.Of($"{Data.Cell(trial.Learner)}"),
                Wording.Join(trial.Parameters.Select(parameter => RichText.Of($"{Data.Name(parameter.Key)} {Fact.Number($"training.trials[{trial.Number}].{parameter.Key}", parameter.Value)}")), ", "),
                RichText.Of($"{Fact.Score($"training.trials[{trial.Number}].roc_auc", trial.Auc)}"),
            ])],
        outcome.Trials.Count);
}
