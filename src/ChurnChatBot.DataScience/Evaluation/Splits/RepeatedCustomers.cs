using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Evaluation.Splits;

/// <summary>Customers with more than one row.</summary>
/// <param name="Column">The column that names them.</param>
/// <param name="Customers">How many.</param>
/// <param name="Rows">Their rows together.</param>
internal sealed record RepeatedCustomers(string Column, int Customers, int Rows)
{
    // Below this a column is no list of customers, whatever its name.
    private const int LeastCustomers = 10;

    /// <summary>The identifier of the question, or a column whose name says that it is one; null where no customer repeats.</summary>
    public static RepeatedCustomers? Find(Dataset dataset, ChurnQuestion question)
    {
        if (question.IdentifierColumn is { } identifier && dataset.Contains(identifier)) return Count(dataset, identifier);
        return dataset.Columns
            .Where(column => column.Name != question.TargetColumn && column is not DateColumn && NamesCustomers(column.Name))
            .Select(column => Count(dataset, column.Name))
            .Where(found => found is not null)
            .MaxBy(found => found!.Customers);
    }

    private static bool NamesCustomers(string name)
    {
        var words = new ColumnName(name);
        return words.HasAny("customerid", "userid", "clientid", "accountid", "memberid", "subscriberid")
            || (words.HasAny("id", "number", "no", "key") && words.HasAny("customer", "user", "client", "account", "member", "subscriber", "policy", "holder"));
    }

    private static RepeatedCustomers? Count(Dataset dataset, string column)
    {
        var keys = RowKeys.OfIdentifiers(dataset, column);
        var counts = new Dictionary<ulong, int>();
        for (var row = 0; row < keys.Length; row++)
        {
            if (!dataset[column].IsMissing(row)) counts[keys[row]] = counts.GetValueOrDefault(keys[row]) + 1;
        }

        var repeated = counts.Values.Where(count => count > 1).ToList();
        return counts.Count >= LeastCustomers && repeated.Count > 0 ? new RepeatedCustomers(column, repeated.Count, repeated.Sum()) : null;
    }
}
