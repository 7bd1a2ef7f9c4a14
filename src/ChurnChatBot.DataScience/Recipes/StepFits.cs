using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes;

/// <summary>The words in which steps say why they decline.</summary>
internal static class StepFits
{
    public static string NameOf(Column column) => column.Kind switch
    {
        ColumnKind.Numeric => "numbers",
        ColumnKind.Categorical => "categories",
        ColumnKind.Date => "dates",
        _ => "text",
    };

    /// <summary>The reason why a column is not one of numbers, or null where it is.</summary>
    public static string? NotNumbers(Dataset dataset, params IEnumerable<string> columns) =>
        NotA<NumericColumn>(dataset, columns, "numbers");

    /// <summary>The reason why a column is not one of dates, or null where it is.</summary>
    public static string? NotDates(Dataset dataset, params IEnumerable<string> columns) =>
        NotA<DateColumn>(dataset, columns, "dates");

    private static string? NotA<TColumn>(Dataset dataset, IEnumerable<string> columns, string expected)
        where TColumn : Column
    {
        foreach (var name in columns)
        {
            if (dataset[name] is not TColumn) return $"`{name}` holds {NameOf(dataset[name])}, not {expected}";
        }

        return null;
    }
}
