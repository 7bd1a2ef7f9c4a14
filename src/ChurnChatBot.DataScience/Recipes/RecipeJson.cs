using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>
/// A recipe as it is stored and handed out: JSON with a version, property names in snake_case, unknown properties ignored so that
/// a file of a later version that only added to this one still opens.
/// </summary>
public static class RecipeJson
{
    /// <summary>The version written. A change that old files cannot be read under raises it, and its reading keeps the old one.</summary>
    public const int Version = 1;

    /// <summary>The options under which recipes are written and read; other options round-trip as well.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        // The file is no part of a page, and names of columns should be readable in it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Recipe recipe, FittedRecipe? fitted = null) =>
        JsonSerializer.Serialize(new StoredRecipe(Version, recipe.Steps, fitted?.Steps), Options);

    /// <exception cref="JsonException">Not a stored recipe, or one of a later version.</exception>
    public static (Recipe Recipe, FittedRecipe? Fitted) Read(string json)
    {
        var stored = JsonSerializer.Deserialize<StoredRecipe>(json, Options) ?? throw new JsonException("The text is null where a recipe was expected.");
        if (stored.Version is < 1 or > Version)
            throw new JsonException(FormattableString.Invariant($"The recipe is of version {stored.Version} where 1 to {Version} were expected."));
        return (new Recipe(stored.Steps), stored.Fitted is { } fitted ? new FittedRecipe(fitted) : null);
    }

    private sealed record StoredRecipe(int Version, IReadOnlyList<RecipeStep> Steps, IReadOnlyList<FittedStep>? Fitted = null);
}
