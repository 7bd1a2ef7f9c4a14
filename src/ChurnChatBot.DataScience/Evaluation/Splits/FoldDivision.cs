namespace ChurnChatBot.DataScience.Evaluation.Splits;

/// <summary>Rows with their folds, and which rows a fold may be predicted from.</summary>
/// <param name="FoldOf">The fold of each row; below 0 for rows only learned from, <see cref="LeftOut"/> for rows that take no part.</param>
/// <param name="Folds">Folds that are predicted, 0 to Folds − 1.</param>
internal sealed record FoldDivision(int[] FoldOf, int Folds)
{
    public const int LeftOut = int.MaxValue;

    /// <summary>Whether a fold is predicted from earlier folds only, instead of from all others.</summary>
    public bool Forward { get; init; }

    /// <summary>Keys of customers, none of whom may be on both sides; null where folds already see to it.</summary>
    public ulong[]? Customers { get; init; }

    public int[] Held(int fold) => Where(row => FoldOf[row] == fold);

    public int[] Training(int fold)
    {
        var held = Customers is null ? [] : Held(fold).Select(row => Customers[row]).ToHashSet();
        return Where(row => FoldOf[row] != fold && FoldOf[row] != LeftOut
            && (!Forward || FoldOf[row] < fold)
            && (Customers is null || !held.Contains(Customers[row])));
    }

    private int[] Where(Predicate<int> belongs) => [.. Enumerable.Range(0, FoldOf.Length).Where(row => belongs(row))];
}
