using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Recipes;

/// <summary>Small datasets written out in tests, and the customers of the running example made by a seed.</summary>
internal static class Tables
{
    public static ChurnQuestion Question { get; } = new("churned", "1", "customer_id");

    public static Dataset Of(params Column[] columns) => new("test", columns);

    public static NumericColumn Numbers(string name, params double?[] values) => new(name, [.. values.Select(value => value ?? double.NaN)]);

    public static CategoricalColumn Levels(string name, params string?[] cells) => CategoricalColumn.FromCells(name, cells);

    public static TextColumn Text(string name, params string?[] cells) => new(name, cells);

    public static DateColumn Dates(string name, params string?[] days) =>
        new(name, [.. days.Select(day => day is null ? DateColumn.MissingTicks : DateTime.Parse(day, CultureInfo.InvariantCulture).Ticks)]);

    public static IReadOnlyList<string?> Cells(this Dataset dataset, string column) =>
        [.. Enumerable.Range(0, dataset.RowCount).Select(dataset[column].Format)];

    /// <summary>Fits on the dataset and applies to it; fails the test where the step declines.</summary>
    public static Dataset Run(this RecipeStep step, Dataset dataset)
    {
        var fit = step.Fit(dataset, Question);
        Assert.Null(fit.NotApplicable);
        return fit.Fitted!.Apply(dataset);
    }

    /// <summary>Every column, name and cell of it, as one text: equal datasets print equal.</summary>
    public static string Print(Dataset dataset) => string.Join('\n', dataset.Columns.Select(column =>
        $"{column.Name}:{column.Kind}:{string.Join('|', Enumerable.Range(0, dataset.RowCount).Select(row => column.Format(row) ?? "∅"))}"));

    /// <summary>Customers with the running example's columns and its dirt: text dates in two formats, missing and impossible cells, a duplicate.</summary>
    public static Dataset Customers(int rows = 200, int seed = 7)
    {
        var random = new Random(seed);
        string[] cities = ["Leipzig", "Berlin", "Munich", "Hamburg", "Cologne", "berlin"];
        var start = new DateTime(2022, 1, 1);
        var join = new DateTime[rows];
        var last = new DateTime[rows];
        var churned = new double[rows];
        var age = new double[rows];
        var spend = new double[rows];
        var city = new string[rows];
        for (var row = 0; row < rows; row++)
        {
            join[row] = start.AddDays(random.Next(400));
            last[row] = join[row].AddDays(random.Next(200));
            churned[row] = random.NextDouble() < 0.3 ? 1 : 0;
            age[row] = random.Next(20) == 0 ? double.NaN : random.Next(40) == 0 ? -1 : random.Next(18, 80);
            spend[row] = random.Next(15) == 0 ? double.NaN : Math.Round(random.NextDouble() * 500, 2);
            city[row] = cities[random.Next(cities.Length)];
        }

        var id = Enumerable.Range(0, rows).Select(row => $"C{(row == rows - 1 ? 0 : row):00000}").ToArray();
        return Of(
            new TextColumn("customer_id", id),
            new NumericColumn("age", age),
            CategoricalColumn.FromCells("city", city),
            new TextColumn("join_date", [.. join.Select((day, row) => day.ToString(row % 10 == 0 ? "dd.MM.yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture))]),
            new TextColumn("last_purchase_date", [.. last.Select((day, row) => day.ToString(row % 10 == 0 ? "dd.MM.yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture))]),
            new NumericColumn("total_spend", spend),
            new NumericColumn("churned", churned));
    }
}
