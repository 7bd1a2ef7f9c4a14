using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Tests.Recipes;

namespace ChurnChatBot.DataScience.Tests.Features;

public sealed class RealFileIdeasTests
{
    [RealDataTheory]
    [InlineData("telco_ibm.csv", "Churn", "Yes", "customerID", "x")]
    [InlineData("bankchurners.csv", "Attrition_Flag", "Attrited Customer", "CLIENTNUM", "x")]
    [InlineData("bigml_churn_80.csv", "Churn", "True", null, "x")]
    [InlineData("iranian_churn.csv", "Churn", "1", null, "x")]
    public void Propose_RealFile_OffersWhatItsColumnsAllow(string file, string target, string positive, string? id, string expected)
    {
        using var stream = File.OpenRead(RealData.PathOf(file));
        var raw = DatasetReader.Read(stream, file).Dataset!;
        var profile = Profiles.Of(raw, new ChurnQuestion(target, positive, id));

        var ideas = FeatureIdeas.Propose(raw, Recipe.Empty, profile);

        Assert.Equal(expected, string.Join('\n', ideas.Select(idea => $"{idea.Name} <- {string.Join(", ", idea.From)}")));
    }
}
