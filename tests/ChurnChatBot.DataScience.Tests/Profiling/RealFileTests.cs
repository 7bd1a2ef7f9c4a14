using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Tests.Profiling;

public sealed class RealFileTests
{
    [RealDataTheory]
    [InlineData("telco_ibm.csv", null, "Churn", "Yes", "customerID")]
    [InlineData("telco3_churn_data.csv", null, "Churn", "Yes", "customerID")]
    [InlineData("ecommerce_churn.xlsx", null, "Churn", "1", "CustomerID")]
    [InlineData("bankchurners.csv", null, "Attrition_Flag", "Attrited Customer", "CLIENTNUM")]
    [InlineData("bankchurners_descr_row.csv", null, "Attrition_Flag", "Attrited Customer", "CLIENTNUM")]
    [InlineData("bigml_churn_80.csv", null, "Churn", "True", null)]
    [InlineData("bigml_churn_20.csv", null, "Churn", "True", null)]
    [InlineData("iranian_churn.csv", null, "Churn", "1", null)]
    [InlineData("bank_churn_messy.xlsx", "Account_Info", "Exited", "1", "CustomerId")]
    [InlineData("bank_churn_messy.xlsx", "Customer_Info", null, null, null)]
    [InlineData("churn_large_synthetic.xlsx", null, "Churn", "1", "CustomerID")]
    [InlineData("telco3_customer_data.csv", null, null, null, null)]
    [InlineData("telco3_internet_data.csv", null, null, null, null)]
    [InlineData("cdnow_master.txt", null, null, null, null)]
    public void RealFile_Profile_FindsTheQuestion(string file, string? sheet, string? target, string? level, string? identifier)
    {
        var profile = ProfiledFile.Of(RealData.PathOf(file), sheet);

        Assert.Equal((target, level, identifier), (profile.Question?.TargetColumn, profile.Question?.PositiveLevel, profile.Question?.IdentifierColumn));
        Assert.Equal(target is null, profile.TargetProblem is not null);
        Assert.InRange(profile.Issues.Where(issue => issue.Importance > IssueImportance.Information).Select(issue => issue.Kind).Distinct().Count(), 0, 7);
    }

    [RealDataFact]
    public void Telco_Profile_ExplainsTheBlanksAndAccusesNobody()
    {
        var profile = ProfiledFile.Of(RealData.PathOf("telco_ibm.csv"));

        var blanks = Assert.Single(profile.Issues, issue => issue.Kind == IssueKind.BlankCells);
        Assert.Equal(("TotalCharges", 11, "tenure", "0"), (blanks.Column, blanks.Count, blanks.OtherColumn, blanks.OtherCell));
        Assert.DoesNotContain(profile.Issues, issue => issue.Kind is IssueKind.LeakageSuspect or IssueKind.CategoryVariants or IssueKind.PersonalData);
        Assert.InRange(profile.Columns.Single(column => column.Name == "tenure").SingleColumnAuc!.Value, 0.72, 0.76);
    }

    [RealDataTheory]
    [InlineData("bankchurners.csv")]
    [InlineData("bankchurners_descr_row.csv")]
    public void BankChurners_Profile_AccusesTheTwoLeaks(string file)
    {
        var leaks = ProfiledFile.Of(RealData.PathOf(file)).Issues.Where(issue => issue.Kind == IssueKind.LeakageSuspect).ToArray();

        Assert.Equal(2, leaks.Length);
        Assert.All(leaks, leak => Assert.StartsWith("Naive_Bayes_Classifier", leak.Column));
    }

    [RealDataFact]
    public void Iranian_Profile_CountsTheDuplicateRows() =>
        Assert.Equal(300, Assert.Single(ProfiledFile.Of(RealData.PathOf("iranian_churn.csv")).Issues, issue => issue.Kind == IssueKind.DuplicateRows).Count);

    [RealDataFact]
    public void BankChurnMessy_Profile_FindsVariantsSentinelAndEuroSign()
    {
        var issues = ProfiledFile.Of(RealData.PathOf("bank_churn_messy.xlsx"), "Customer_Info").Issues;

        Assert.Equal(["France", "French", "FRA"], Assert.Single(Assert.Single(issues, issue => issue.Kind == IssueKind.CategoryVariants).Variants));
        var sentinel = Assert.Single(issues, issue => issue is { Kind: IssueKind.Placeholder, Column: "EstimatedSalary" });
        Assert.Equal((3, "-€999999"), (sentinel.Count, sentinel.Examples.Single()));
        Assert.Contains(Assert.Single(issues, issue => issue.Kind == IssueKind.NumbersAsText).Formats, form => form.Level == "currency €");
        Assert.Equal("name", Assert.Single(issues, issue => issue.Kind == IssueKind.PersonalData).PersonalDataKind);
    }

    [RealDataFact]
    public void Ecommerce_Profile_FindsVariants()
    {
        var variants = ProfiledFile.Of(RealData.PathOf("ecommerce_churn.xlsx")).Issues.Where(issue => issue.Kind == IssueKind.CategoryVariants).ToDictionary(issue => issue.Column!);

        Assert.Equal(["Mobile Phone", "Phone"], Assert.Single(variants["PreferredLoginDevice"].Variants));
        Assert.Equal(["Mobile Phone", "Mobile"], Assert.Single(variants["PreferedOrderCat"].Variants));
        Assert.Equal([["Credit Card", "CC"], ["COD", "Cash on Delivery"]], variants["PreferredPaymentMode"].Variants);
    }

    [RealDataFact]
    public void BigMl_Profile_FindsTheFourCollinearPairs() =>
        Assert.Equal(4, ProfiledFile.Of(RealData.PathOf("bigml_churn_80.csv")).Issues.Count(issue => issue.Kind == IssueKind.Correlated));
}
