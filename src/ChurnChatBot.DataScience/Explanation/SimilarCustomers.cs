using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>Another customer who is like this one.</summary>
/// <param name="Row">His row in the file searched.</param>
/// <param name="Distance">Mean distance over the model's features, [0, 1]; 0 is the same in all of them.</param>
/// <param name="Probability">His own risk by the model.</param>
/// <param name="Left">Whether he left; null where nobody knows yet.</param>
/// <param name="Differences">Features in which the two differ most, the largest first, at most three.</param>
public sealed record SimilarCustomer(int Row, double Distance, double Probability, bool? Left, IReadOnlyList<string> Differences);

/// <summary>
/// Customers nearest to one by a mixed distance (Gower 1971) on the features the model uses, after its own cleaning: "customers like this one, and
/// how it went with them".
/// </summary>
public static class SimilarCustomers
{
    private const int MostDifferences = 3;

    /// <param name="model">The model whose features count.</param>
    /// <param name="among">The raw file to search, usually the training file.</param>
    /// <param name="customer">The raw file the customer is in.</param>
    /// <param name="row">His row in it; not returned where both files are the same.</param>
    /// <param name="count">At least 1.</param>
    /// <returns>The nearest first.</returns>
    public static IReadOnlyList<SimilarCustomer> Find(ChurnModel model, Dataset among, Dataset customer, int row, int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, customer.RowCount);
        string[] features = [.. model.Encoder.Features.Select(feature => feature.Name)];
        var person = model.Recipe.Apply(customer.TakeRows([row]));
        var others = model.Recipe.Apply(among);
        var distances = MixedDistance.ToEach(others, person, features);
        if (ReferenceEquals(among, customer)) distances[row] = double.PositiveInfinity;
        int[] nearest = [.. MixedDistance.Nearest(distances, count).Where(other => !double.IsInfinity(distances[other]))];
        var rows = among.TakeRows(nearest);
        var probabilities = model.Score(rows);
        var differences = Differences(others.TakeRows(nearest), person, features);
        return [.. nearest.Select((other, i) => new SimilarCustomer(other, distances[other], probabilities[i], Outcome(rows, model.Question, i), differences[i]))];
    }

    private static bool? Outcome(Dataset rows, ChurnQuestion question, int row) =>
        rows.TryGetColumn(question.TargetColumn, out var target) && target.Format(row) is { } cell ? cell == question.PositiveLevel : null;

    private static List<string[]> Differences(Dataset others, Dataset person, string[] features)
    {
        var columns = Array.ConvertAll(features, name => MixedDistance.ToEach(others[name], person[name]));
        return [.. Enumerable.Range(0, others.RowCount).Select(row => Enumerable.Range(0, features.Length)
            .Where(feature => columns[feature][row] > 0)
            .OrderByDescending(feature => columns[feature][row]).ThenBy(feature => features[feature], StringComparer.Ordinal)
            .Take(MostDifferences).Select(feature => features[feature]).ToArray())];
    }
}
