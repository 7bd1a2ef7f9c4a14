using System.Globalization;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering.Figures;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.Tests.Rendering;

public sealed class AxisScaleTests
{
    [Fact]
    public void Round_OfAnyRange_CoversItWithFewRoundTicks() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Range().ToArbitrary(), range =>
        {
            var scale = AxisScale.Round([range.Low, range.High], 5, 0, 100);
            var slack = scale.Step * 1e-6;
            return scale.Low <= range.Low + slack && scale.High >= range.High - slack && scale.Ticks.Count is >= 2 and <= 12
                && scale.Ticks.All(tick => Math.Abs(tick / scale.Step - Math.Round(tick / scale.Step)) < 1e-6);
        }));

    [Fact]
    public void Round_OfSharesFromZero_EndsOnTens() => Assert.Equal([0, 0.1, 0.2, 0.3, 0.4], AxisScale.Round([0, 0.366], 5, 0, 100).Ticks);

    [Fact]
    public void At_IsLinearAndHolds() =>
        Assert.Equal((100.0, 150.0, 200.0), (AxisScale.Round([0, 10], 5, 100, 200).At(0), AxisScale.Round([0, 10], 5, 100, 200).At(5), AxisScale.Round([0, 10], 5, 100, 200).At(99)));

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.0, 0.0 })]
    [InlineData(new[] { 3.0 })]
    [InlineData(new[] { -3.0 })]
    [InlineData(new[] { double.NaN, double.PositiveInfinity })]
    public void Round_WithoutARange_StillIsAnAxis(double[] values)
    {
        var scale = AxisScale.Round(values, 5, 0, 100);

        Assert.True(scale.High > scale.Low);
        Assert.True(double.IsFinite(scale.At(1)));
    }

    [Fact]
    public void Exact_KeepsTheEndsAndTicksInside()
    {
        var (scale, ticks) = AxisScale.Exact(13, 361, 5, (0, 100));

        Assert.Equal((13.0, 361.0), (scale.Low, scale.High));
        Assert.Equal([50, 100, 150, 200, 250, 300, 350], ticks);
    }

    [Theory]
    [InlineData(0.25, 0.05, nameof(FactFormat.Share), "25 %")]
    [InlineData(0.025, 0.025, nameof(FactFormat.Share), "2.5 %")]
    [InlineData(12000, 2000, nameof(FactFormat.Count), "12,000")]
    [InlineData(0.86, 0.02, nameof(FactFormat.Score), "0.86")]
    [InlineData(0.1, 0.1, nameof(FactFormat.Points), "+10")]
    [InlineData(-0.1, 0.1, nameof(FactFormat.Points), "-10")]
    [InlineData(2.5, 0.5, nameof(FactFormat.Times), "2.5")]
    public void Tick_HasAsManyDecimalsAsTheStepNeeds(double value, double step, string format, string expected) =>
        Assert.Equal(expected, AxisText.Tick(value, step, Enum.Parse<FactFormat>(format), CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2019-03-01", "2023-08-22", "2020,2021,2022,2023")]
    [InlineData("2023-01-15", "2023-07-20", "Feb 2023,Mar 2023,Apr 2023,May 2023,Jun 2023,Jul 2023")]
    [InlineData("2023-08-01", "2023-08-05", "1 Aug,2 Aug,3 Aug,4 Aug,5 Aug")]
    public void DateTicks_StandAtStartsOfMonthsAndYears(string from, string to, string expected) =>
        Assert.Equal(expected, string.Join(',', DateTicks.Between(Day(from), Day(to), 6, CultureInfo.InvariantCulture).Select(tick => tick.Text)));

    [Fact]
    public void DateTicks_BeyondTheCalendar_DoNotThrow() =>
        Assert.NotNull(DateTicks.Between(double.MinValue, double.MaxValue, 6, CultureInfo.InvariantCulture));

    private static double Day(string date) => (DateTime.Parse(date, CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalDays;

    private static Gen<(double Low, double High)> Range() =>
        from mantissa in Gen.Choose(-100_000, 100_000)
        from width in Gen.Choose(1, 100_000)
        from power in Gen.Choose(-9, 9)
        let unit = Math.Pow(10, power)
        select (mantissa * unit, (mantissa + width) * unit);
}
