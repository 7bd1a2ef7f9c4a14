using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Projects;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Tests.Writers;

/// <summary>Every message that the writers can write, from the sample's outcomes where it has figures.</summary>
internal static class Cards
{
    private const string File = "customer_data.csv";

    // Cards show the machine's time: noon there, wherever it stands.
    private static readonly DateTimeOffset Noon = new(new DateTime(2023, 9, 1, 12, 0, 0, DateTimeKind.Local));

    public static IReadOnlyDictionary<string, Func<ReplyMessage>> All { get; } = new Dictionary<string, Func<ReplyMessage>>
    {
        ["welcome"] = ConversationWriter.Welcome,
        ["help"] = () => ConversationWriter.Help(hasFile: true),
        ["privacy"] = ConversationWriter.Privacy,
        ["greeting"] = () => ConversationWriter.Greeting(hasFile: false),
        ["needs_file"] = ConversationWriter.NeedsFile,
        ["cannot_yet"] = () => ConversationWriter.CannotYet("forecasting revenue"),
        ["not_understood"] = () => ConversationWriter.NotUnderstood("lower the thing", [("show the drivers", "show the drivers")]),
        ["which_one"] = () => ConversationWriter.WhichOne([("the risk threshold", "a"), ("the learning rate", "b")]),
        ["nothing_waits"] = ConversationWriter.NothingWaits,
        ["out_of_date"] = () => ConversationWriter.OutOfDate("A newer file, question or plan replaced it."),
        ["already_decided"] = () => ConversationWriter.AlreadyDecided("approved", "Ada", "earlier"),
        ["still_working"] = () => ConversationWriter.StillWorking("training"),
        ["failed"] = () => ConversationWriter.Failed("w1"),
        ["confirm_delete"] = () => ConversationWriter.ConfirmDelete(File),
        ["deleted"] = () => ConversationWriter.Deleted(File),
        ["profile"] = () => ProfileWriter.Write(Line.Intake, Line.Profile.Profile!),
        ["profile_without_question"] = WithoutQuestion,
        ["refused_file"] = () => ProfileWriter.Refused(Read("a,b\n"u8).Refusal!, File),
        ["refused_target"] = () => ProfileWriter.TargetRefused(TargetCheck.Check(Line.Raw, "city").Problem!, "city"),
        ["rows_set_aside"] = () => new ReplyMessage(ProfileWriter.RowsSetAside(Read("id,age,churned\n1,2,0\n3,4\n5,6,1\n7,8,0\n"u8))),
        ["column_number"] = () => ColumnWriter.Write(Line.Profile.Profile!, "total_spend"),
        ["column_category"] = () => ColumnWriter.Write(Line.Profile.Profile!, "city"),
        ["column_unknown"] = () => ColumnWriter.Write(Line.Profile.Profile!, "no_such"),
        ["cleaning"] = () => CleaningWriter.Write(Line.Cleaning, File, "a1", "h1"),
        ["cleaning_approved"] = () => Decided.With(CleaningWriter.Write(Line.Cleaning, File, "a1", "h1"), "Approved by Ada", [Line.Cleaning.Items[0].Id]),
        ["cleaning_amended"] = () => CleaningWriter.Write(Line.Amended, File, "a1", "h1"),
        ["cleaning_one_repair"] = () => CleaningWriter.Write(Line.Cleaning with { Items = [Line.Cleaning.Items[0]], ChangedCells = 1, RemovedRows = 0, Gain = new Estimate(0.004, -0.0001, 0.01) }, File, "a1", "h1"),
        ["cleaning_nothing_ticked"] = () => CleaningWriter.Write(Line.Cleaning with { Items = [Line.Cleaning.Items[0] with { IsSelected = false }], ChangedCells = 0, RemovedRows = 0, Gain = null }, File, "a1", "h1"),
        ["cleaning_leak"] = () => CleaningWriter.Write(Line.Cleaning with { Leakage = new LeakageFigures(["closed_on"], new(0.998, 0.996, 1), new(0.851, 0.832, 0.87)) }, File, "a1", "h1"),
        ["cleaning_nothing"] = () => CleaningWriter.Write(Line.Cleaning with { Items = [] }, File, "a1", "h1"),
        ["changed_rows"] = () => CleaningWriter.ChangedRows(Line.Cleaning),
        ["features"] = () => FeatureWriter.Write(Line.Features, File, "a1", "h1"),
        ["features_none"] = () => FeatureWriter.Write(Line.Features with { Items = [] }, File, "a1", "h1"),
        ["features_one_kept"] = () => FeatureWriter.Write(Line.Features with { Items = [Line.Features.Items.First(item => item.IsSelected)] }, File, "a1", "h1"),
        ["why_repairs"] = () => WhyWriter.Items(Line.Cleaning.Items, null),
        ["why_column"] = () => WhyWriter.Items([.. Line.Features.Items.Where(item => WhyWriter.IsAbout(item, "last_purchase_date"))], "last_purchase_date"),
        ["why_model"] = () => WhyWriter.Model(Line.Training),
        ["why_model_before_training"] = () => WhyWriter.ModelBeforeTraining(Line.Profile.Profile!),
        ["training_plan"] = () => TrainingPlanWriter.Write(Line.Profile.Profile!, File, "a1", "h1"),
        ["training_budget"] = () => TrainingPlanWriter.WithBudget(TimeSpan.FromMinutes(5)),
        ["training"] = () => TrainingWriter.Write(Line.Training, File, "a1", "h1"),
        ["training_again"] = () => TrainingWriter.Again(Line.Training),
        ["training_no_signal"] = () => TrainingWriter.NoModel(Line.Training with { Verdict = new Verdict(VerdictKind.NoModelWorthHaving, "no_signal", "") }, File),
        ["training_one_column"] = () => TrainingWriter.NoModel(Line.Training with { Verdict = new Verdict(VerdictKind.NoModelWorthHaving, "single_column_is_as_good", "") }, File),
        ["training_no_lift"] = () => TrainingWriter.NoModel(Line.Training with { Verdict = new Verdict(VerdictKind.NoModelWorthHaving, "lift_too_small", "") }, File),
        ["explanation"] = () => ExplanationWriter.Write(Line.Explanation, File, [new FileOffer("scores.csv", "text/csv", 12_345, new string('a', 64), "Every customer")]),
        ["explanation_without_reasons"] = () => ExplanationWriter.Write(Line.Explanation with { Drivers = [], Riskiest = [], AtHighRisk = 0 }, File, []),
        ["drivers"] = () => ExplanationWriter.Drivers(Line.Explanation),
        ["customers_at_risk"] = () => ExplanationWriter.CustomersAtRisk(Line.Explanation),
        ["customer"] = () => CustomerWriter.Why(Line.Explanation.Riskiest[0], hasLeft: false),
        ["customer_lower"] = () => CustomerWriter.LowerRisk(Line.Explanation.Riskiest[0].Customer, Line.Explanation.HighRisk, CustomerAnalysis.LowerRisk(Line.Raw, Line.Model, Line.Explanation.Riskiest[0].Row, Line.Explanation.HighRisk)),
        ["customer_unknown"] = () => CustomerWriter.Unknown("C99999", File),
        ["customer_without_reasons"] = () => CustomerWriter.NoReasons("C00042"),
        ["churn_rate"] = () => ChurnRateWriter.Write(SegmentTable.Of(Line.Raw, Line.Question, "city", new SegmentOptions()), Line.Explanation.ChurnRate, null, new SegmentOptions().MinCount),
        ["new_project"] = () => ThreadWriter.NewProject(File),
        ["project_is_empty"] = ThreadWriter.NothingToSetAside,
        ["project_unknown"] = ThreadWriter.NoSuchProject,
        ["project_opened"] = () => ThreadWriter.Opened(File),
        ["projects"] = () => ThreadWriter.Projects([new ProjectLine("p1", File, Noon, true), new ProjectLine("p2", "telco.csv", Noon.AddDays(-3), false)]),
        ["customers_named"] = () => ThreadWriter.CustomersNamed(isAllowed: true),
        ["customers_not_named"] = () => ThreadWriter.CustomersNamed(isAllowed: false),
        ["await_file"] = ThreadWriter.AwaitFile,
        ["file_forwarded"] = () => ThreadWriter.FileForwarded("telco.csv"),
        ["file_missing"] = ThreadWriter.FileMissing,
        ["files_in_channels"] = () => ThreadWriter.FilesInChannels(canReadLinks: false),
        ["files_in_channels_by_link"] = () => ThreadWriter.FilesInChannels(canReadLinks: true),
        ["picture"] = ThreadWriter.PicturesIgnored,
        ["too_long"] = () => ThreadWriter.TooLong(5_120, 4_000),
        ["correction"] = ThreadWriter.CorrectionDecidesNothing,
        ["retracted"] = ThreadWriter.Retracted,
        ["role_refused"] = () => Permissions.Of(new ApproveRequest("a1", "h1"), Role.DataScientist, StepName.Explanation)!,
        ["feedback_none"] = () => ThreadWriter.Feedback([]),
        ["feedback"] = () => ThreadWriter.Feedback([new FeedbackLine(Noon, "Ada", "like", "", "168 customers are at high risk."), new FeedbackLine(Noon, "Grace", "dislike", "too long", "Seven repairs I suggest.")]),
        ["rejected_cleaning"] = () => StepWriter.Rejected(StepName.Cleaning),
        ["rejected_features"] = () => StepWriter.Rejected(StepName.Features),
        ["rejected_training"] = () => StepWriter.Rejected(StepName.Training),
        ["rejected_model"] = () => StepWriter.Rejected(StepName.Explanation),
        ["status"] = () => StatusWriter.Write(new ProjectStatus(File, StepName.Features, StepName.Features, null, [new StepDone(StepName.Cleaning, "Ada", Noon)])),
        ["status_done"] = () => StatusWriter.Write(new ProjectStatus(File, null, null, null, [])),
        ["files_none"] = () => StatusWriter.Files([]),
        ["decisions"] = () => StatusWriter.Decisions([new DecisionLine(Noon, "Ada", "go_back", """{"step":"Features"}""")]),
    };

    private static SampleLine Line => SampleLine.Value;

    private static IntakeResult Read(ReadOnlySpan<byte> text) => DatasetReader.Read(new MemoryStream(text.ToArray()), File, new IntakeOptions());

    private static ReplyMessage WithoutQuestion()
    {
        var intake = DatasetReader.Read(new MemoryStream(BadFiles.WithoutQuestion.Single(bad => bad.Kind == "target with twenty classes").Content()), "a.csv", new IntakeOptions());
        return ProfileWriter.Write(intake, ProfileAnalysis.Run(intake, null).Profile!);
    }
}
