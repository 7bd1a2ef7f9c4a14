using System.Globalization;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Recipes.Planning;

/// <summary>The English words of reasons: counts exact, shares to one decimal, names and cells of the data between backticks.</summary>
internal static class Sentences
{
    private const int LongestCell = 40;

    /// <summary>A name of the data; it cannot end its own backticks.</summary>
    public static string Data(string name) => $"`{name.Replace('`', '\'')}`";

    /// <summary>Cells of the data, long ones cut.</summary>
    public static string Cells(IEnumerable<string> cells) =>
        string.Join(", ", cells.Select(cell => Data(cell.Length <= LongestCell ? cell : cell[..(LongestCell - 1)] + "…")));

    public static string Count(double count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    public static string Number(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>The reason of a step that a person asked for.</summary>
    public static string Chosen(RecipeStep step) => step switch
    {
        FillMissingStep { Method: FillMethod.Constant } fill => $"{Data(fill.Column)} is filled with {Cells([fill.Constant ?? ""])} where missing, as asked",
        FillMissingStep fill => $"{Data(fill.Column)} is filled with {MethodName(fill.Method)} where missing, as asked",
        TreatAsMissingStep { Cells.Count: > 0 } treat => $"{Cells(treat.Cells)} in {Data(treat.Column)} counts as not known, as asked",
        TreatAsMissingStep treat => $"{Data(treat.Column)} {Outside(treat.Low, treat.High)} counts as not known, as asked",
        SetAsideColumnStep aside => $"{Data(aside.Column)} is not used to predict, as asked",
        MergeLevelsStep merge => $"in {Data(merge.Column)}, {Merges(merge)}, as asked",
        { Subject: { } subject } => $"{Data(subject)}: {step.Kind.Replace('_', ' ')}, as asked",
        _ => $"{step.Kind.Replace('_', ' ')}, as asked",
    };

    /// <summary>"`CC` is read as `Credit Card`, `Cash on Delivery` as `COD`".</summary>
    public static string Merges(MergeLevelsStep step)
    {
        var first = step.Merges.Take(3).Select((merge, position) => $"{Cells([merge.From])} {(position == 0 ? "is read as" : "as")} {Cells([merge.Into])}");
        return string.Join(", ", first) + (step.Merges.Count > 3 ? $" and {Count(step.Merges.Count - 3, "spelling")} more" : "");
    }

    /// <summary>"below 16 or above 100".</summary>
    public static string Outside(double? low, double? high) => (low, high) switch
    {
        ({ } below, { } above) => $"below {Number(below)} or above {Number(above)}",
        ({ } below, null) => $"below {Number(below)}",
        (null, { } above) => $"above {Number(above)}",
        _ => "outside its limits",
    };

    private static string MethodName(FillMethod method) => method switch
    {
        FillMethod.Median => "the median",
        FillMethod.Mean => "the mean",
        FillMethod.MostFrequent => "the commonest value",
        _ => $"`{FillMissingStep.UnknownLevel}`",
    };
}
