using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Tests.Recipes;

namespace ChurnChatBot.DataScience.Tests.Features;

public sealed class RealFileIdeasTests
{
    [RealDataTheory]
    [InlineData("telco_ibm.csv", "Churn", "Yes", "customerID", "price_change, avg_charges_per_month, number_of_services, tenure_band")]
    [InlineData("bankchurners.csv", "Attrition_Flag", "Attrited Customer", "CLIENTNUM", "avg_trans_amt_per_month, amount_per_transaction, transactions_per_month, transactions_per_product, age_band, education_level_churn_rate, tenure_band")]
    [InlineData("ecommerce_churn.xlsx", "Churn", "1", "CustomerID", "cashback_per_order, orders_per_month, coupon_per_order, prefered_order_cat_churn_rate, tenure_band")]
    [InlineData("bigml_churn_80.csv", "Churn", "True", null, "total_charge, international_share, service_calls_per_time_as_customer, state_churn_rate")]
    [InlineData("iranian_churn.csv", "Churn", "1", null, "uses_per_month, usage_per_call, call_failure_per_use, age_band, tenure_band")]
    [InlineData("churn_large_synthetic.xlsx", "Churn", "1", "CustomerID", "usage_gb_per_month, age_band, location_churn_rate, tenure_band")]
    public void Propose_RealFile_OffersWhatItsColumnsAllow(string file, string target, string positive, string? id, string expected)
    {
        using var stream = File.OpenRead(RealData.PathOf(file));
        var raw = DatasetReader.Read(stream, file).Dataset!;
        var question = new ChurnQuestion(target, positive, id);

        var ideas = FeatureIdeas.Propose(raw, Recipe.Empty, Profiles.Of(raw, question));

        Assert.Equal(expected, string.Join(", ", ideas.Select(idea => idea.Name)));
        Assert.All(ideas, idea => Assert.DoesNotContain(idea.From, column => column == target || column == id));
        // A batch to be scored has no outcome, and every idea is computable all the same.
        var fitted = Recipe.Empty.Then(ideas.Select(idea => idea.Step)).Fit(raw, question).Fitted;
        Assert.All(ideas, idea => Assert.True(fitted.Apply(raw.Without(target)).Contains(idea.Name)));
    }
}
