using System.Text.Encodings.Web;
using System.Text.Json;
using ChurnChatBot.DataScience.Learning.GradientBoosting;

namespace ChurnChatBot.DataScience.Export.Xgboost;

/// <summary>
/// A boosted model as XGBoost's own JSON (schema of version 1.7; https://xgboost.readthedocs.io/en/release_1.7.0/tutorials/saving_model.html),
/// written tree by tree. XGBoost scores with it in single precision: the same probabilities to 1e-6 and, since <c>sum_hessian</c>
/// holds our covers, the same <c>pred_contribs</c>. The base score becomes a first tree of one leaf: a float of log-odds keeps what
/// a float of the probability near 1 would lose.
/// </summary>
internal static class XgboostJsonExport
{
    private const int FlushBytes = 1 << 16;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(GradientBoostingModel model, Stream output, CancellationToken cancellation = default)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartObject("learner");
        json.WriteStartObject("attributes");
        json.WriteEndObject();
        WriteTexts(json, "feature_names", XgboostFeatureNames.Of(model.Features));
        WriteTexts(json, "feature_types", model.Features.Select(feature => feature.IsCategorical ? "c" : "float"));
        WriteBooster(json, model, cancellation);
        WriteParameters(json, model.Features.Count);
        json.WriteEndObject();
        json.WriteStartArray("version");
        foreach (var part in (ReadOnlySpan<int>)[1, 7, 4]) json.WriteNumberValue(part);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>
    /// The codes that <c>model.xgboost.json</c> expects, for whoever prepares a batch: XGBoost knows numbers only. A missing cell and a
    /// level that is not listed are NaN.
    /// </summary>
    public static void WriteCategories(GradientBoostingModel model, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options with { Indented = true });
        var names = XgboostFeatureNames.Of(model.Features);
        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteString("missing_and_unlisted", "NaN");
        json.WriteStartArray("features");
        for (var f = 0; f < names.Length; f++)
        {
            json.WriteStartObject();
            json.WriteString("name", names[f]);
            json.WriteString("column", model.Features[f].Name);
            json.WriteString("type", model.Features[f].IsCategorical ? "c" : "float");
            if (model.Features[f].IsCategorical) WriteTexts(json, "levels", model.Features[f].Levels);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBooster(Utf8JsonWriter json, GradientBoostingModel model, CancellationToken cancellation)
    {
        var count = model.Trees.Count + 1;
        json.WriteStartObject("gradient_booster");
        json.WriteStartObject("model");
        json.WriteStartObject("gbtree_model_param");
        WriteText(json, "num_parallel_tree", 1);
        WriteText(json, "num_trees", count);
        WriteText(json, "size_leaf_vector", 0);
        json.WriteEndObject();
        json.WriteStartArray("tree_info");
        for (var i = 0; i < count; i++) json.WriteNumberValue(0);
        json.WriteEndArray();
        json.WriteStartArray("trees");
        new XgboostTree(BaseTree(model), model.Features).Write(json, 0);
        for (var i = 1; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            new XgboostTree(model.Trees[i - 1], model.Features).Write(json, i);
            // What is written leaves the memory, so that a model of any size needs no more than one tree's text.
            if (json.BytesPending > FlushBytes) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("name", "gbtree");
        json.WriteEndObject();
    }

    private static TreePredictor BaseTree(GradientBoostingModel model)
    {
        var rows = model.Trees.Count > 0 ? model.Trees[0].Nodes[0].Cover : 1;
        return new TreePredictor([new TreeNode { Feature = -1, LevelsStart = -1, Value = model.BaseScore, Cover = rows }], []);
    }

    private static void WriteParameters(Utf8JsonWriter json, int features)
    {
        json.WriteStartObject("learner_model_param");
        json.WriteString("base_score", "5E-1");
        WriteText(json, "boost_from_average", 1);
        WriteText(json, "num_class", 0);
        WriteText(json, "num_feature", features);
        WriteText(json, "num_target", 1);
        json.WriteEndObject();
        json.WriteStartObject("objective");
        json.WriteString("name", "binary:logistic");
        json.WriteStartObject("reg_loss_param");
        WriteText(json, "scale_pos_weight", 1);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // XGBoost keeps its parameters as texts.
    internal static void WriteText(Utf8JsonWriter json, string name, int value) =>
        json.WriteString(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
