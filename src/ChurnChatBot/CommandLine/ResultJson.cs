using System.Text.Json;
using System.Text.Json.Nodes;
using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.CommandLine;

/// <summary>What the steps came to; null for those that were not reached.</summary>
internal sealed record AnalyzeResult(IntakeResult Intake, DatasetProfile Profile, IReadOnlyDictionary<string, double> Timings)
{
    public CleaningOutcome? Cleaning { get; init; }

    public FeatureOutcome? Features { get; init; }

    public TrainingOutcome? Training { get; init; }

    public ExplanationOutcome? Explanation { get; init; }

    /// <summary>Why nothing was trained; null where something was.</summary>
    public Verdict? Refusal { get; init; }
}

/// <summary>
/// result.json, for scripts. Its shape is documented in the README and kept: properties are added, never renamed or given another
/// meaning; <c>format</c> counts up if that ever has to change.
/// </summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static byte[] Write(AnalyzeResult result)
    {
        var profile = result.Profile;
        var training = result.Training;
        var verdict = result.Refusal ?? training?.Verdict ?? throw new ArgumentException("A result needs a verdict.", nameof(result));
        var root = new JsonObject
        {
            ["format"] = 1,
            ["profile"] = new JsonObject
            {
                ["rows"] = profile.Rows,
                ["columns"] = profile.Columns.Count,
                ["rows_set_aside"] = result.Intake.RowsSetAsideCount,
                ["target"] = profile.Question?.TargetColumn,
                ["positive"] = profile.Question?.PositiveLevel,
                ["identifier"] = profile.Question?.IdentifierColumn,
                ["churn_rate"] = profile.ChurnRate?.Value,
                ["issues"] = List(profile.Issues, issue => new JsonObject { ["kind"] = SnakeCase(issue.Kind.ToString()), ["column"] = issue.Column, ["count"] = issue.Count }),
            },
            ["recipe"] = new JsonObject
            {
                ["steps"] = List((result.Cleaning?.Items ?? []).Where(item => item.IsSelected), item => new JsonObject
                {
                    ["kind"] = item.Step.Kind,
                    ["column"] = item.Step.Subject,
                    ["changed_rows"] = (item.Effect?.ChangedRows ?? 0) + (item.Effect?.RemovedRows ?? 0),
                }),
                ["gain"] = Interval(result.Cleaning?.Gain),
                ["leakage"] = result.Cleaning?.Leakage is { } leak
                    ? new JsonObject { ["columns"] = List(leak.Columns, column => JsonValue.Create(column)), ["with"] = Interval(leak.With), ["without"] = Interval(leak.Without) }
                    : null,
            },
            ["features"] = List(result.Features?.Items ?? [], item => new JsonObject { ["name"] = item.Name, ["reason"] = item.Why, ["gain"] = Interval(item.Gain), ["kept"] = item.IsSelected }),
            ["model"] = training is null ? null : Model(training),
            ["baseline"] = new JsonObject { ["column"] = training?.BestColumn?.Column, ["roc_auc"] = Interval(training?.BestColumn?.Auc) },
            ["verdict"] = verdict.Name,
            ["reason"] = verdict.Reason,
            ["drivers"] = List(result.Explanation?.Drivers ?? [], driver => new JsonObject
            {
                ["feature"] = driver.Feature,
                ["share"] = driver.Share,
                ["direction"] = SnakeCase(driver.Direction.ToString()),
                ["sentence"] = Messages.Writers.DriverSentences.Of(driver).ToPlainText(),
            }),
            ["timings"] = new JsonObject(result.Timings.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
        };
        return JsonSerializer.SerializeToUtf8Bytes(root, Indented);
    }

    private static JsonObject Model(TrainingOutcome training) => new()
    {
        ["name"] = training.ModelName,
        ["parameters"] = new JsonObject(training.Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
        ["trials"] = training.Trials.Count,
        ["metrics"] = new JsonObject { ["roc_auc"] = Interval(training.CrossValidatedAuc), ["rows"] = training.DevelopmentRows },
        ["test"] = new JsonObject
        {
            ["rows"] = training.Test.Rows,
            ["roc_auc"] = Interval(training.Test.Auc),
            ["average_precision"] = Interval(training.Test.AveragePrecision),
            ["brier"] = Interval(training.Test.Brier),
        },
    };

    private static JsonObject? Interval(Estimate? estimate) =>
        estimate is { } figure ? new JsonObject { ["value"] = figure.Value, ["low"] = figure.Low, ["high"] = figure.High } : null;

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => [.. items.Select(write)];

    private static string SnakeCase(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
