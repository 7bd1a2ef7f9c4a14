using System.Globalization;
using System.Text;
using ChurnChatBot.DataScience.Export;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Export.Card;

public class ModelCardTests
{
    [Fact]
    public void Card_OfAProject_SaysDataFiguresAndApprovals()
    {
        var request = ExportRequests.Customers;
        var card = Write(request);
        var test = request.Training!.Test;

        Assert.Contains("a customer leaves where `churned` is `1`", card, StringComparison.Ordinal);
        Assert.Contains(Invariant($"| ROC AUC, test | {test.Auc.Value:F4} | {test.Auc.Low:F4} to {test.Auc.High:F4} |"), card, StringComparison.Ordinal);
        Assert.Contains(Invariant($"| ROC AUC, cross-validated | {request.Training.CrossValidatedAuc.Value:F4} |"), card, StringComparison.Ordinal);
        Assert.Contains("2. `fill_missing` (learned from training rows only)", card, StringComparison.Ordinal);
        Assert.Contains("| `spend_was_missing` | number | `spend` |", card, StringComparison.Ordinal);
        Assert.Contains("| `contract` | category, 3 levels | `contract` |", card, StringComparison.Ordinal);
        Assert.Contains("| `repairs` | `Ann \\| <b>O'Neill</b>` | 2024-03-01 07:30 | `ab12` |", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_InAnyCulture_IsTheSameBytes()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var expected = Write(ExportRequests.Customers);
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(expected, Write(ExportRequests.Customers));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Card_WithoutMeasurement_SaysSo()
    {
        var card = Write(ExportRequests.Customers with { Training = null, Approvals = [], Recipe = Recipe.Empty });

        Assert.Contains("No measurement was handed over", card, StringComparison.Ordinal);
        Assert.Contains("The columns are taken as they are.", card, StringComparison.Ordinal);
        Assert.Contains("None is recorded.", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_NamesThatLookLikeMarkdown_StayInTheirCells()
    {
        var model = ExportRequests.Customers.Model;
        var feature = Feature.Numeric("x | y\n# <img src=x> `z`");
        var card = Write(ExportRequests.Customers with { Model = model with { Encoder = new FeatureEncoder([feature]), FileName = "a\n## b.csv" } });

        Assert.Contains("| `` x \\| y # <img src=x> `z` `` | number |", card, StringComparison.Ordinal);
        Assert.Contains("- File: `a ## b.csv`", card, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# <img", card, StringComparison.Ordinal);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Write(ExportRequest request)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(ExportFormat.ModelCard, request, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
