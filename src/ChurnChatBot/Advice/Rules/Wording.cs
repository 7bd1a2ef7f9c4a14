using System.Globalization;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>A request back in words that are understood as exactly that request; null where no sentence says it.</summary>
internal static class Wording
{
    public static string? Of(PersonRequest request, InterpretationContext context) => request switch
    {
        TrySampleRequest => "try the sample",
        ChooseTargetRequest target => $"predict `{target.Column}`" + (target.PositiveLevel is { } level ? $" = `{level}`" : ""),
        ApproveRequest { Selected: null } => "approve",
        ApproveRequest { Selected: { } ids } => "approve steps " + string.Join(", ", Numbers(ids, context)),
        RejectRequest { Reason: null } => "reject",
        AmendRequest amend => Amend(amend),
        WhyRequest why => Why(why),
        GoBackRequest back => $"go back to the {Step(back.Step)}",
        StartTrainingRequest train => train.Budget is { } budget ? $"train for {Seconds(budget)}" : "start training",
        StopTrainingRequest => "stop training",
        ExplainCustomerRequest customer => $"why is customer `{customer.Customer}` at risk?",
        LowerRiskRequest lower => lower.Customer is { } name ? $"what would lower the risk of customer `{name}`?" : "what would lower it?",
        ChurnRateRequest rate => $"churn rate by `{rate.Column}`" + string.Concat(rate.Filters.Select((filter, i) => (i == 0 ? " where " : " and ") + Filter(filter))),
        ShowRequest show => Show(show),
        DeleteProjectRequest { IsConfirmed: false } => "delete this project",
        NewProjectRequest => "new project",
        NameCustomersRequest naming => naming.IsAllowed ? "name customers here" : "do not name customers here",
        GreetingRequest => "hello",
        _ => null,
    };

    private static IEnumerable<int> Numbers(IReadOnlyList<string> ids, InterpretationContext context) =>
        context.Items.Select((item, i) => (item.Id, Number: i + 1)).Where(pair => ids.Contains(pair.Id)).Select(pair => pair.Number);

    private static string? Amend(AmendRequest amend)
    {
        var edits = amend.Edits.Select(Edit).ToArray();
        if (edits.Any(edit => edit is null)) return null;
        return string.Join(" and ", edits) + (amend.Reason is { } reason ? $", because {reason}" : "");
    }

    private static string? Edit(PlanEdit edit) => edit switch
    {
        SetFill fill => $"fill `{fill.Column}` with " + fill.Strategy switch
        {
            FillStrategy.Median => "the median",
            FillStrategy.Mean => "the mean",
            FillStrategy.MostFrequent => "the most frequent value",
            FillStrategy.Unknown => "unknown",
            _ => double.TryParse(fill.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? fill.Value : $"`{fill.Value}`",
        },
        SetColumnAside aside => $"drop the column `{aside.Column}`",
        KeepColumn keep => $"keep the column `{keep.Column}`",
        MergeLevels merge => $"merge `{merge.From}` into `{merge.Into}`",
        SetReferenceDate day => $"today is {day.Day:yyyy-MM-dd}",
        AddRatio ratio => $"add `{ratio.Numerator}` divided by `{ratio.Denominator}`",
        SetBudget budget => $"a budget of {Seconds(budget.Budget)}",
        SetLimits { Low: { } low, High: { } high } limits => string.Create(CultureInfo.InvariantCulture, $"limit `{limits.Column}` to between {low} and {high}"),
        SetLimits { Low: { } low } limits => string.Create(CultureInfo.InvariantCulture, $"`{limits.Column}` below {low} is impossible"),
        SetLimits { High: { } high } limits => string.Create(CultureInfo.InvariantCulture, $"`{limits.Column}` above {high} is impossible"),
        _ => null,
    };

    private static string Why(WhyRequest why) => why.About switch
    {
        WhyTopic.Step => why.Column is { } column ? $"why do you change `{column}`?" : "why this step?",
        WhyTopic.Model => "why this model?",
        WhyTopic.Result => "why this result?",
        _ => "why?",
    };

    private static string Filter(RowFilter filter) => filter.Comparison switch
    {
        FilterComparison.Missing => $"`{filter.Column}` is missing",
        FilterComparison.Equal => $"`{filter.Column}` = {Cell(filter.Value)}",
        FilterComparison.NotEqual => $"`{filter.Column}` is not {Cell(filter.Value)}",
        FilterComparison.Less => $"`{filter.Column}` < {filter.Value}",
        FilterComparison.LessOrEqual => $"`{filter.Column}` <= {filter.Value}",
        FilterComparison.Greater => $"`{filter.Column}` > {filter.Value}",
        _ => $"`{filter.Column}` >= {filter.Value}",
    };

    private static string? Cell(string? value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value : $"`{value}`";

    private static string Show(ShowRequest show) => show.Topic switch
    {
        ShowTopic.Help => "what can you do?",
        ShowTopic.Privacy => "privacy",
        ShowTopic.Profile => "show the profile",
        ShowTopic.Column => $"what is `{show.Column}`?",
        ShowTopic.Plan => "show the plan",
        ShowTopic.ChangedRows => "show the changed rows",
        ShowTopic.RowsSetAside => "show the rows set aside",
        ShowTopic.Results => "show the results",
        ShowTopic.Trials => "show the trials",
        ShowTopic.Drivers => "show the drivers",
        ShowTopic.CustomersAtRisk => "who is at risk?",
        ShowTopic.Files => "show the files",
        ShowTopic.Decisions => "show the decisions",
        ShowTopic.Projects => "my projects",
        ShowTopic.Feedback => "show the feedback",
        _ => "status",
    };

    private static string Step(StepName step) => step switch
    {
        StepName.Profile => "profile",
        StepName.Cleaning => "cleaning plan",
        StepName.Features => "features",
        StepName.Training => "training",
        _ => "explanation",
    };

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds} seconds");
}
