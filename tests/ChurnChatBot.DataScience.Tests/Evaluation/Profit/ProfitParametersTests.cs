using ChurnChatBot.DataScience.Evaluation.Profit;

namespace ChurnChatBot.DataScience.Tests.Evaluation.Profit;

public class ProfitParametersTests
{
    public static TheoryData<ProfitParameters, string> Nonsense => new()
    {
        { new ProfitParameters { OfferCost = -1 }, "cost of the offer is -1" },
        { new ProfitParameters { ContactCost = double.NaN }, "cost of a contact is NaN" },
        { new ProfitParameters { CustomerValue = 0 }, "value of a customer is 0" },
        { new ProfitParameters { CustomerValue = double.PositiveInfinity }, "value of a customer" },
        { new ProfitParameters { Capacity = 0 }, "capacity of 0" },
        { new ProfitParameters { CustomerValues = [10, -3] }, "row 2 is -3" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Validate_Nonsense_IsRefusedWithWhatWasFound(ProfitParameters parameters, string says) =>
        Assert.Contains(says, Assert.Throws<ArgumentException>(parameters.Validate).Message, StringComparison.Ordinal);

    [Fact]
    public void Validate_Defaults_Hold() => new ProfitParameters().Validate();

    [Fact]
    public void Of_FewerValuesThanCustomers_IsRefused() => Assert.Throws<ArgumentException>(() =>
        ExpectedMaximumProfit.Of([1, 0], [0.5, 0.4], new ProfitParameters { CustomerValues = [1] }));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void SuccessRate_NotAShare_IsRefused(double share) => Assert.Throws<ArgumentException>(() => SuccessRate.Always(share));

    [Fact]
    public void SuccessRate_NegativeShape_IsRefused() => Assert.Throws<ArgumentException>(() => SuccessRate.OfBeta(-6, 14));

    [Fact]
    public void SuccessRate_AnotherMean_KeepsItsCertainty()
    {
        var rate = SuccessRate.OfBeta(6, 14).WithMean(0.5);
        Assert.Equal((10, 10), (rate.Alpha, rate.Beta));
    }

    [Fact]
    public void SuccessRate_Quantiles_AreThoseOfTheBetaDistribution() =>
        Assert.Equal(MathNet.Numerics.Distributions.Beta.InvCDF(6, 14, 0.975), SuccessRate.OfBeta(6, 14).Quantile(0.975), 6);
}
