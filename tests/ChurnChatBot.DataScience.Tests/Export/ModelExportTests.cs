using ChurnChatBot.DataScience.Export;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Tests.Export;

public class ModelExportTests
{
    [Fact]
    public void Files_OfEachKindOfModel_AreThoseThatCanBeWritten()
    {
        IReadOnlyList<Feature> features = [Feature.Numeric("x")];
        var boosting = new GradientBoostingModel { Features = features, BaseScore = 0, Trees = [] };

        Assert.Equal(["model.xgboost.json", "model.xgboost.categories.json", "model.onnx", "score.py", "model_card.md"], Names(boosting));
        Assert.Equal(["model.onnx", "score.py", "model_card.md"], Names(new LogisticRegressionModel { Features = features, Intercept = 0, Terms = [new LogisticTerm(0, 1, [], 0, 0)] }));
        Assert.Equal(["score.py", "model_card.md"], Names(new SingleColumnModel { Features = features, Column = -1, Centres = [], LogOdds = [], Otherwise = 0 }));
        Assert.Equal(["score.py", "model_card.md"], Names(boosting with { Features = [] }));
    }

    [Fact]
    public void Write_EveryFile_IsTheSameTwice()
    {
        var request = ExportRequests.Customers;
        Assert.All(ModelExport.FilesFor(request.Model.Model), file => Assert.Equal(Write(file.Format, request), Write(file.Format, request)));
    }

    [Fact]
    public void Write_AFormTheModelDoesNotHave_IsRefused()
    {
        var request = ExportRequests.Customers;
        var column = new SingleColumnModel { Features = request.Model.Model.Features, Column = -1, Centres = [], LogOdds = [], Otherwise = 0 };

        Assert.Throws<ArgumentException>(() => Write(ExportFormat.Onnx, request with { Model = request.Model with { Model = column } }));
    }

    private static byte[] Write(ExportFormat format, ExportRequest request)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(format, request, stream);
        return stream.ToArray();
    }

    private static string[] Names(TrainedModel model) => [.. ModelExport.FilesFor(model).Select(file => file.Name)];
}
