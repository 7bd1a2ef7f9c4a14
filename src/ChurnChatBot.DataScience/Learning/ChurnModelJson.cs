using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChurnChatBot.DataScience.Learning;

/// <summary>The stored form of a model: JSON, the same bytes for the same model, read back by later versions.</summary>
public static class ChurnModelJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        // Names and levels in any script stay readable; the bytes are a file, never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        MaxDepth = 64,
    };

    public static byte[] Serialize(ChurnModel model) => JsonSerializer.SerializeToUtf8Bytes(model, Options);

    /// <exception cref="FormatException">The bytes are no stored model, or one of a later version.</exception>
    public static ChurnModel Deserialize(ReadOnlySpan<byte> json)
    {
        ChurnModel? model;
        try
        {
            model = JsonSerializer.Deserialize<ChurnModel>(json, Options);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw new FormatException("This is not a stored churn model.", failure);
        }

        if (model is null) throw new FormatException("This is not a stored churn model: it is empty.");
        if (model.FormatVersion is < 1 or > ChurnModel.CurrentFormatVersion)
            throw new FormatException($"The model has format {model.FormatVersion}; this version reads up to {ChurnModel.CurrentFormatVersion}.");
        return model;
    }
}
