using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Targets;

/// <summary>How strongly a name speaks for an outcome.</summary>
internal enum TargetNameEvidence
{
    None,
    Generic,
    Retention,
    Outcome,
}

/// <summary>What the name of a column says about its being the outcome.</summary>
internal static class TargetNames
{
    private static readonly string[] Outcome =
    [
        "churn", "churned", "churner", "ischurn", "ischurned", "haschurned", "churnflag", "churnlabel", "churnvalue", "churnstatus", "exited", "attrition", "attrited",
        "left", "hasleft", "leaver", "cancelled", "canceled", "cancellation", "lost", "lapsed", "abgewandert", "kündigung", "gekündigt", "unsubscribed", "departed", "terminated",
    ];

    private static readonly string[] Generic = ["target", "label", "outcome", "y", "class", "response", "标签", "目标"];

    private static readonly string[] Retention = ["retained", "retention", "renewed", "renewal", "stayed"];

    private static readonly string[] ChineseOutcome = ["流失", "离网", "离职", "退订", "销户"];

    private static readonly string[] ChineseRetention = ["留存", "续费", "续约"];

    /// <summary>These beside an outcome word make another thing of it: "days_left", "churn_score", "attrition_risk".</summary>
    private static readonly string[] Spoiling =
    [
        "days", "months", "score", "probability", "prob", "risk", "reason", "category", "date", "rate", "predicted", "prediction", "count", "number", "calls", "orders",
        "amount", "time", "minutes", "hand", "naive", "bayes", "classifier",
    ];

    public static TargetNameEvidence Of(string name)
    {
        var words = NameWords.Of(name);
        if (words.Any(word => Spoiling.Contains(word))) return TargetNameEvidence.None;
        if (words.Any(word => Retention.Contains(word)) || Holds(name, ChineseRetention)) return TargetNameEvidence.Retention;
        if (words.Any(word => Outcome.Contains(word)) || Holds(name, ChineseOutcome)) return TargetNameEvidence.Outcome;
        return words.Length <= 2 && words.Any(word => Generic.Contains(word)) ? TargetNameEvidence.Generic : TargetNameEvidence.None;
    }

    /// <summary>Whether "yes" in a column of this name means that the customer stayed.</summary>
    public static bool MeansStaying(string name) =>
        Of(name) == TargetNameEvidence.Retention || NameWords.Of(name).Any(word => word is "active" or "isactive" or "loyal");

    private static bool Holds(string name, string[] words) => words.Any(word => name.Contains(word, StringComparison.Ordinal));
}
