using System.Globalization;
using ChurnChatBot.Advice;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Tests.Advice;

/// <summary>Interpretations in a line of plain text, so that hundreds of phrasings fit a table a person can read.</summary>
internal static class InterpretationText
{
    public static string Of(Interpretation interpretation) => interpretation switch
    {
        Understood understood => Of(understood.Request),
        Ambiguous => "ambiguous",
        NotUnderstood => "not",
        _ => throw new ArgumentOutOfRangeException(nameof(interpretation)),
    };

    public static string Of(PersonRequest request) => request switch
    {
        TrySampleRequest => "sample",
        ChooseTargetRequest target => "target " + target.Column + (target.PositiveLevel is { } level ? "=" + level : ""),
        ApproveRequest approve => "approve" + (approve.Selected is { } ids ? $" [{string.Join(',', ids)}]" : ""),
        RejectRequest reject => "reject" + Reason(reject.Reason),
        AmendRequest amend => "amend " + string.Join("; ", amend.Edits.Select(Of)) + Reason(amend.Reason),
        WhyRequest why => Line("why", why.About, why.Column),
        GoBackRequest back => Line("back", back.Step),
        StartTrainingRequest train => Line("train", train.Budget?.TotalSeconds),
        StopTrainingRequest => "stop",
        ExplainCustomerRequest explain => Line("customer", explain.Customer, keepCase: true),
        LowerRiskRequest lower => Line("lower", lower.Customer, keepCase: true),
        ChurnRateRequest rate => $"rate {rate.Column}" + (rate.Filters.Count == 0 ? "" : " where " + string.Join(" & ", rate.Filters.Select(Of))),
        ShowRequest show => Line("show", show.Topic, show.Column),
        DeleteProjectRequest => "delete",
        NewProjectRequest => "new project",
        OpenProjectRequest open => Line("open", open.ProjectId),
        NameCustomersRequest naming => naming.IsAllowed ? "name customers" : "hide customers",
        SendFileRequest send => Line("send", send.ArtifactHash),
        GreetingRequest => "greet",
        CannotYetRequest => "cannot",
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };

    private static string Of(PlanEdit edit) => edit switch
    {
        SetFill { Strategy: FillStrategy.Constant } fill => $"fill {fill.Column} = {fill.Value}",
        SetFill fill => $"fill {fill.Column} {(fill.Strategy == FillStrategy.MostFrequent ? "frequent" : fill.Strategy.ToString().ToLowerInvariant())}",
        SetLimits limits => FormattableString.Invariant($"limits {limits.Column} {limits.Low}..{limits.High}"),
        SelectItem item => (item.IsOn ? "on " : "off ") + item.ItemId,
        SetColumnAside aside => "aside " + aside.Column,
        KeepColumn keep => "keep " + keep.Column,
        MergeLevels merge => $"merge {merge.Column} {merge.From}>{merge.Into}",
        SetReferenceDate day => "today " + day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        AddRatio ratio => $"ratio {ratio.Numerator}/{ratio.Denominator}",
        SetBudget budget => FormattableString.Invariant($"budget {budget.Budget.TotalSeconds}"),
        _ => throw new ArgumentOutOfRangeException(nameof(edit)),
    };

    private static string Of(RowFilter filter) => filter.Comparison switch
    {
        FilterComparison.Equal => $"{filter.Column}={filter.Value}",
        FilterComparison.NotEqual => $"{filter.Column}!={filter.Value}",
        FilterComparison.Less => $"{filter.Column}<{filter.Value}",
        FilterComparison.LessOrEqual => $"{filter.Column}<={filter.Value}",
        FilterComparison.Greater => $"{filter.Column}>{filter.Value}",
        FilterComparison.GreaterOrEqual => $"{filter.Column}>={filter.Value}",
        FilterComparison.Missing => $"{filter.Column} missing",
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private static string Reason(string? reason) => reason is null ? "" : " | " + reason;

    private static string Line(string word, object? first, string? column = null, bool keepCase = false)
    {
        var text = Convert.ToString(first, CultureInfo.InvariantCulture);
        return string.Join(' ', new[] { word, keepCase ? text : text?.ToLowerInvariant(), column }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
