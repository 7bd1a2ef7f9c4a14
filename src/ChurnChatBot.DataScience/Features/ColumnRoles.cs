using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Features;

/// <summary>
/// Which columns of a cleaned file could play which part in a measure. The outcome, the identifier and what cleaning set aside are
/// not among them, nor dates that are only known once a customer has left.
/// </summary>
internal sealed class ColumnRoles
{
    private readonly List<(Column Column, ColumnName Name)> _columns;

    public ColumnRoles(Dataset cleaned, DatasetProfile profile)
    {
        Cleaned = cleaned;
        Profile = profile;
        var identifiers = profile.Columns.Where(column => column.Meaning == ColumnMeaning.Identifier).Select(column => column.Name).ToHashSet();
        var leaks = profile.Issues.Where(issue => issue.Kind == IssueKind.LeakageSuspect).Select(issue => issue.Column).ToHashSet();
        _columns = [.. cleaned.Columns
            .Where(column => column.Name != profile.Question?.TargetColumn && column.Name != profile.Question?.IdentifierColumn)
            .Where(column => !identifiers.Contains(column.Name) && !leaks.Contains(column.Name) && !column.Name.EndsWith("_was_missing", StringComparison.Ordinal))
            .Select(column => (column, new ColumnName(column.Name)))];
    }

    public Dataset Cleaned { get; }

    public DatasetProfile Profile { get; }

    public IEnumerable<(Column Column, ColumnName Name)> Of<TColumn>(Func<ColumnName, bool> isSo)
        where TColumn : Column =>
        _columns.Where(column => column.Column is TColumn && isSo(column.Name));

    /// <summary>Dates of what a customer did last.</summary>
    public IEnumerable<(Column Column, ColumnName Name)> LastDates => Of<DateColumn>(name => name.HasAny("last", "recent", "latest") && !IsOfLeaving(name));

    /// <summary>Dates on which customers began.</summary>
    public IEnumerable<(Column Column, ColumnName Name)> StartDates => Of<DateColumn>(name =>
        name.HasAny("join", "joined", "joining", "signup", "sign", "created", "since", "start", "started", "registration", "registered", "first", "opened", "activation", "member", "membership", "onboarding")
        && !name.HasAny("last") && !IsOfLeaving(name));

    /// <summary>Sums of money over the time someone has been a customer, totals first.</summary>
    public IEnumerable<(Column Column, ColumnName Name)> Totals => Amounts
        .Where(column => !column.Name.HasAny("monthly", "avg", "average", "mean", "per", "cashback"))
        .Where(column => column.Name.HasAny("total", "spend", "spent", "revenue", "sales", "lifetime", "charges"))
        .OrderByDescending(column => column.Name.HasAny("total", "lifetime", "cumulative"));

    public IEnumerable<(Column Column, ColumnName Name)> Amounts => Of<NumericColumn>(name =>
        name.HasAny("spend", "spent", "charge", "charges", "revenue", "amount", "amt", "sales", "paid")
        && !name.HasAny("hour", "hours", "time", "hike", "change", "chng", "ratio", "rate", "percent", "pct", "day", "eve", "night", "intl", "app", "score"));

    /// <summary>What is paid each month.</summary>
    public IEnumerable<(Column Column, ColumnName Name)> MonthlyPrices => Of<NumericColumn>(name =>
        name.HasAny("monthly") && name.HasAny("charge", "charges", "fee", "price", "payment", "bill", "spend", "cost"));

    /// <summary>How long someone has been a customer, in the file's own unit (mostly months).</summary>
    public IEnumerable<(Column Column, ColumnName Name)> Durations => Of<NumericColumn>(name =>
        name.HasAny("tenure") || name.HasAll("months", "book") || (name.HasAny("subscription", "account", "membership") && name.HasAny("length", "months", "duration")));

    /// <summary>How often a customer did what the business lives on: orders, transactions, calls.</summary>
    public IEnumerable<(Column Column, ColumnName Name)> Activities => Of<NumericColumn>(name =>
        (name.HasAny("order", "orders", "transaction", "transactions", "trans", "purchase", "purchases", "visit", "visits", "login", "logins") && name.HasAny("count", "ct", "number", "num", "frequency", "total") && !name.HasAny("amt", "amount", "chng", "change", "since"))
        || name.HasAll("frequency", "use"));

    public double AucOf(string column) => Profile.Columns.FirstOrDefault(profile => profile.Name == column)?.SingleColumnAuc ?? 0;

    private static bool IsOfLeaving(ColumnName name) =>
        name.HasAny("churn", "churned", "cancel", "cancelled", "cancellation", "exit", "exited", "left", "leave", "end", "ended", "terminated", "termination", "closed", "expiry", "expires", "expiration", "renewal", "due", "birth");
}
