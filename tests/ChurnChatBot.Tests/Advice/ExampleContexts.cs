using ChurnChatBot.Advice;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Tests.Advice;

/// <summary>Moments of a project at which people speak: what the interpreter may know then.</summary>
internal static class ExampleContexts
{
    private static readonly KnownColumn[] SampleColumns =
    [
        Column("customer_id", ColumnKind.Text),
        Column("age", ColumnKind.Numeric),
        Column("city", ColumnKind.Categorical, "Berlin", "Dresden", "Hamburg", "Leipzig", "Munich", "New York", "NYC"),
        Column("join_date", ColumnKind.Date),
        Column("last_purchase_date", ColumnKind.Date),
        Column("total_spend", ColumnKind.Numeric),
        Column("churned", ColumnKind.Numeric),
    ];

    private static readonly KnownColumn[] TelcoColumns =
    [
        Column("customerID", ColumnKind.Text),
        Column("gender", ColumnKind.Categorical, "Female", "Male"),
        Column("SeniorCitizen", ColumnKind.Numeric),
        .. Named("Partner Dependents"),
        Column("tenure", ColumnKind.Numeric),
        .. Named("PhoneService"),
        Column("MultipleLines", ColumnKind.Categorical, "No", "No phone service", "Yes"),
        Column("InternetService", ColumnKind.Categorical, "DSL", "Fiber optic", "No"),
        .. Named("OnlineSecurity OnlineBackup DeviceProtection TechSupport StreamingTV StreamingMovies"),
        Column("Contract", ColumnKind.Categorical, "Month-to-month", "One year", "Two year"),
        .. Named("PaperlessBilling"),
        Column("PaymentMethod", ColumnKind.Categorical, "Bank transfer (automatic)", "Credit card (automatic)", "Electronic check", "Mailed check"),
        Column("MonthlyCharges", ColumnKind.Numeric),
        Column("TotalCharges", ColumnKind.Numeric),
        .. Named("Churn"),
    ];

    private static readonly (string Id, string Name)[] Projects = [("p1", "customer_data.csv"), ("p2", "telco_churn.xlsx"), ("p3", "Bank March.csv")];

    private static readonly (string Name, string Hash)[] Files =
        [("customer_data.csv", "upload"), ("report.html", "report"), ("scores.csv", "scores"), ("model.json", "model"), ("recipe.json", "recipe")];

    private static readonly InterpretationContext Sample = new()
    {
        Columns = SampleColumns,
        TargetColumn = "churned",
        FindCustomer = token => token is "C00042" or "C01234" ? token : null,
    };

    private static readonly Dictionary<string, InterpretationContext> All = new()
    {
        ["cleaning"] = Sample with
        {
            CurrentStep = StepName.Cleaning,
            ApprovalWaits = true,
            Items =
            [
                new("dates", "parse_dates", ["join_date", "last_purchase_date"], true),
                new("limits", "set_limits", ["age"], true),
                new("fill_age", "fill_missing", ["age"], true),
                new("fill_spend", "fill_missing", ["total_spend"], true),
                new("duplicates", "drop_duplicates", [], true),
            ],
        },
        ["features"] = Sample with
        {
            CurrentStep = StepName.Features,
            ApprovalWaits = true,
            Items =
            [
                new("recency", "days_since", ["days_since_last_purchase"], true),
                new("monthly", "ratio", ["avg_spend_per_month"], true),
                new("lifetime", "days_between", ["customer_lifetime"], true),
                new("bands", "bin_numeric", ["age_band"], false),
                new("encoding", "target_encode", ["city"], true),
            ],
        },
        ["training"] = Sample with { CurrentStep = StepName.Training, ApprovalWaits = true },
        ["running"] = Sample with { CurrentStep = StepName.Training, TrainingRuns = true },
        ["read"] = Sample with { CurrentStep = StepName.Cleaning },
        ["champion"] = Sample with { CurrentStep = StepName.Explanation, ApprovalWaits = true, HasModel = true },
        ["model"] = Sample with { CurrentStep = StepName.Explanation, HasModel = true, LastCustomer = "C00042", LastColumn = "city" },
        ["thread"] = Sample with { CurrentStep = StepName.Explanation, HasModel = true, LastCustomer = "C00042", LastColumn = "city", Projects = Projects, Files = Files },
        ["telco"] = new()
        {
            Columns = TelcoColumns,
            TargetColumn = "Churn",
            CurrentStep = StepName.Explanation,
            HasModel = true,
            FindCustomer = token => token == "7590-VHVEG" ? token : null,
        },
        ["empty"] = new(),
    };

    public static InterpretationContext Get(string name) => All[name];

    public static IReadOnlyCollection<string> Names => All.Keys;

    private static KnownColumn Column(string name, ColumnKind kind, params string[] levels) => new(name, kind, levels);

    private static IEnumerable<KnownColumn> Named(string names) =>
        names.Split(' ').Select(name => Column(name, ColumnKind.Categorical, "No", "Yes"));
}
