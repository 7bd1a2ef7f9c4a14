using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>Enums in stored recipes are words, "most_frequent", so that reordering an enum never changes what a recipe means.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
