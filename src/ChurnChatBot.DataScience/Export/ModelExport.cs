using ChurnChatBot.DataScience.Export.Card;
using ChurnChatBot.DataScience.Export.Onnx;
using ChurnChatBot.DataScience.Export.Python;
using ChurnChatBot.DataScience.Export.Xgboost;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Export;

/// <summary>A form in which a model can be taken away.</summary>
public enum ExportFormat
{
    /// <summary>XGBoost's JSON; boosted models only.</summary>
    XgboostJson,

    /// <summary>The names and codes that <see cref="XgboostJson"/> expects.</summary>
    XgboostCategories,

    /// <summary>ONNX; boosted models and logistic regression.</summary>
    Onnx,

    /// <summary>A Python script that scores raw files, for any model; it reads the stored model beside it.</summary>
    PythonScript,

    /// <summary>Data, figures, limits and approvals in Markdown.</summary>
    ModelCard,
}

/// <summary>A file that an export makes.</summary>
/// <param name="Description">One line for people.</param>
public sealed record ExportFile(ExportFormat Format, string Name, string MediaType, string Description);

/// <summary>Writes models in the forms of other programs, each checked against the real one: they score as this model does.</summary>
public static class ModelExport
{
    /// <summary>Every file there can be.</summary>
    public static IReadOnlyList<ExportFile> AllFiles { get; } =
    [
        new(ExportFormat.XgboostJson, "model.xgboost.json", "application/json", "The model for XGBoost 1.7 and later"),
        new(ExportFormat.XgboostCategories, "model.xgboost.categories.json", "application/json", "The codes of the categories that the XGBoost model expects"),
        new(ExportFormat.Onnx, "model.onnx", "application/octet-stream", "The model for ONNX Runtime, from prepared columns to risks"),
        new(ExportFormat.PythonScript, "score.py", "text/x-python", "A Python script that scores a new customer file with model.json beside it"),
        new(ExportFormat.ModelCard, "model_card.md", "text/markdown", "The model card: data, figures, limits and approvals"),
    ];

    /// <summary>The files that can be made of a model, in a fixed order.</summary>
    public static IReadOnlyList<ExportFile> FilesFor(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. AllFiles.Where(file => IsAvailable(file.Format, model))];
    }

    /// <param name="output">Written from its current position; not closed.</param>
    /// <exception cref="ArgumentException">The model has no such form (see <see cref="FilesFor"/>).</exception>
    public static void Write(ExportFormat format, ExportRequest request, Stream output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        var model = request.Model.Model;
        if (!IsAvailable(format, model)) throw new ArgumentException($"A model of {request.Model.Learner} is not written as {format}.", nameof(format));
        switch (format)
        {
            case ExportFormat.XgboostJson:
                XgboostJsonExport.Write((GradientBoostingModel)model, output, cancellation);
                break;
            case ExportFormat.XgboostCategories:
                XgboostJsonExport.WriteCategories((GradientBoostingModel)model, output);
                break;
            case ExportFormat.Onnx:
                OnnxExport.Write(model, output);
                break;
            case ExportFormat.PythonScript:
                PythonScoringScript.Write(request, output);
                break;
            default:
                ModelCard.Write(request, output);
                break;
        }
    }

    private static bool IsAvailable(ExportFormat format, TrainedModel model) => format switch
    {
        ExportFormat.XgboostJson or ExportFormat.XgboostCategories => model is GradientBoostingModel { Features.Count: > 0 },
        ExportFormat.Onnx => OnnxExport.CanWrite(model),
        ExportFormat.PythonScript or ExportFormat.ModelCard => true,
        _ => false,
    };
}
