namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>Follows the validation loss tree by tree and remembers how many trees were best.</summary>
/// <param name="rounds">Trees without a new best after which to stop.</param>
/// <param name="lossWithoutTrees">So that a model that only does harm is kept without trees.</param>
internal sealed class EarlyStopping(int rounds, double lossWithoutTrees)
{
    private double _best = lossWithoutTrees;
    private int _seen;

    public int BestTrees { get; private set; }

    /// <summary>Takes the loss after one more tree.</summary>
    public bool ShouldStop(double loss)
    {
        _seen++;
        if (loss < _best) (_best, BestTrees) = (loss, _seen);
        return _seen - BestTrees >= rounds;
    }
}
