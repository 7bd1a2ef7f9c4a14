using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes.Code;

namespace ChurnChatBot.DataScience.Export.Python;

/// <summary>
/// A Python script that makes risks of a raw customer file with pandas and numpy alone. The recipe is written out as code; trees and
/// weights are read from the stored model beside it, whose bytes it checks, so that recipe and model cannot be mixed up.
/// Computed in doubles and in our order, hence the same probabilities.
/// </summary>
internal static class PythonScoringScript
{
    public static void Write(ExportRequest request, Stream output)
    {
        var model = request.Model;
        var script = new StringBuilder(PythonScoringText.Opening);
        script.Append(PandasPrelude.Text).Append('\n');
        Assign(script, "MODEL", PythonText.Of(request.ModelFileName));
        Assign(script, "MODEL_SHA256", PythonText.Of(Convert.ToHexStringLower(SHA256.HashData(ChurnModelJson.Serialize(model)))));
        Assign(script, "IDENTIFIER", PythonText.Of(model.Question.IdentifierColumn));
        script.Append("# Name, kind and format of every column of the file that the model was trained on.\n");
        Assign(script, "COLUMNS", $"[{string.Concat(request.Columns.Select(column => $"\n    ({PythonText.Of(column.Name)}, {PythonText.Of(Kind(column.Kind))}, {Format(column)}),"))}\n]");
        script.Append("# Those that the features are made of; the others may be absent.\n");
        Assign(script, "NEEDED", PythonText.List(Needed(request)));
        script.Append(PythonScoringText.Reading).Append("\n\n");
        PandasWriter.AppendPrepare(script, model.Recipe);
        script.Append("\n\n").Append(PythonScoringText.Scoring);
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true);
        writer.Write(script);
    }

    private static void Assign(StringBuilder script, string name, string literal) => script.Append(name).Append(" = ").Append(literal).Append('\n');

    private static IEnumerable<string> Needed(ExportRequest request)
    {
        var known = request.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return request.Model.Encoder.Features
            .SelectMany(feature => FeatureLineage.Of(request.Recipe, feature.Name).Columns)
            .Where(known.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private static string Kind(ColumnKind kind) => kind switch
    {
        ColumnKind.Numeric => "number",
        ColumnKind.Date => "date",
        _ => "text",
    };

    private static string Format(RawColumn column) => column switch
    {
        { Kind: ColumnKind.Date, Format: { } format } => PythonText.DateFormat(format),
        { Kind: ColumnKind.Numeric, Format: "decimal comma" } => PythonText.Of(","),
        _ => "None",
    };
}
