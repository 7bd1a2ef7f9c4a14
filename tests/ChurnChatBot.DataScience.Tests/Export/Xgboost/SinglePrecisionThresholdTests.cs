using ChurnChatBot.DataScience.Export.Xgboost;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.DataScience.Tests.Export.Xgboost;

public class SinglePrecisionThresholdTests
{
    // All bit patterns, so that tiny, huge and neighbouring numbers come as often as ordinary ones.
    private static readonly Arbitrary<float> Floats = Gen.Choose(int.MinValue, int.MaxValue).Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite).ToArbitrary();

    private static readonly Arbitrary<double> Doubles = Gen.Choose(int.MinValue, int.MaxValue).Two()
        .Select(halves => BitConverter.Int64BitsToDouble(((long)halves.Item1 << 32) | (uint)halves.Item2)).Where(value => !double.IsNaN(value)).ToArbitrary();

    [Fact]
    public void Threshold_AnyFloat_GoesTheSameWay() =>
        Prop.ForAll(Floats, Doubles, (cell, threshold) => Agrees(cell, threshold)).QuickCheckThrowOnFailure();

    [Fact]
    public void Threshold_FloatsAroundIt_GoTheSameWay() => Prop.ForAll(Floats, Gen.Choose(-3, 3).ToArbitrary(), Gen.Choose(0, 4).ToArbitrary(), (near, steps, quarter) =>
    {
        // A double a quarter, a half... of the way from one float to the next, and cells a few floats to either side.
        var threshold = near + (((double)MathF.BitIncrement(near) - near) * quarter / 4);
        var cell = near;
        for (var step = 0; step < Math.Abs(steps); step++) cell = steps < 0 ? MathF.BitDecrement(cell) : MathF.BitIncrement(cell);
        return !float.IsFinite(cell) || !double.IsFinite(threshold) || Agrees(cell, threshold);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Threshold_AnyDouble_GoesWhereItsNearestFloatGoes() => Prop.ForAll(Doubles, Doubles, (cell, threshold) =>
    {
        var nearest = (float)cell;
        return !float.IsFinite(nearest) || Agrees(nearest, threshold);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Threshold_MidpointOfValuesAFloatApart_PartsThem() => Prop.ForAll(Floats, Gen.Choose(1, 1000).ToArbitrary(), (low, apart) =>
    {
        var high = low;
        for (var step = 0; step < apart; step++) high = MathF.BitIncrement(high);
        var threshold = SinglePrecisionThreshold.Of(((double)low / 2) + ((double)high / 2));
        return !float.IsFinite(high) || (low < threshold && !(high < threshold));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.0, float.Epsilon)]
    [InlineData(1e-300, float.Epsilon)]
    [InlineData(-1e-300, -0.0f)]
    [InlineData(1e300, float.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(-1e300, float.MinValue)]
    [InlineData(double.NegativeInfinity, float.MinValue)]
    [InlineData(1.0, 1.00000012f)]
    [InlineData(0.1, 0.1f)]
    public void Threshold_AtTheEdges_IsAsWorkedOutByHand(double threshold, float expected) => Assert.Equal(expected, SinglePrecisionThreshold.Of(threshold));

    private static bool Agrees(float cell, double threshold) => cell < SinglePrecisionThreshold.Of(threshold) == cell <= threshold;
}
