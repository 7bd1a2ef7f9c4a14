using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Evaluation;

/// <summary>Labels of both classes with probabilities on a coarse grid, so that ties are common: what the laws of metrics are tried on.</summary>
public sealed record Predictions(double[] Labels, double[] Probabilities)
{
    public static Arbitrary<Predictions> Arbitrary() => Arb.From(
        from size in Gen.Choose(4, 120)
        from labels in Gen.Choose(0, 1).ArrayOf(size)
        from steps in Gen.Choose(0, 20).ArrayOf(size)
        where labels.Contains(0) && labels.Contains(1)
        select new Predictions([.. labels.Select(label => (double)label)], [.. steps.Select(step => step / 20.0)]));

    /// <summary>Checks a law on a hundred examples.</summary>
    public static void Hold(Action<Predictions> law) => Prop.ForAll(Arbitrary(), law).QuickCheckThrowOnFailure();
}
