using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>
/// Numbers kept as text become numbers: "€ 1.234,50", "12 %" (as 0.12), "(35.00)" (as −35), "1'000". A cell that is none becomes missing.
/// </summary>
/// <param name="Column">A column of text or levels.</param>
/// <param name="DecimalSign">'.' or ','; the other one then separates thousands.</param>
public sealed record ReadNumbersStep(string Column, char DecimalSign = '.') : UnlearnedStep
{
    private static readonly string[] CurrencyWords = ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RMB", "INR", "AUD", "CAD", "SEK", "NOK", "DKK", "PLN", "BRL", "Rs.", "Rs", "kr.", "kr", "R$", "zł"];

    [JsonIgnore]
    public override string Kind => "read_numbers";

    [JsonIgnore]
    public override string? Subject => Column;

    internal override Dataset Transform(Dataset dataset) =>
        dataset.TryGetColumn(Column, out var column) && Cells.AreWords(column)
            ? dataset.With(new NumericColumn(Column, Cells.Select(column, cell => Read(cell, DecimalSign), double.NaN)))
            : dataset;

    private protected override string? Objection(Dataset training) => training[Column] switch
    {
        NumericColumn => $"`{Column}` already holds numbers",
        DateColumn => $"`{Column}` holds dates",
        _ => DecimalSign is '.' or ',' ? null : "a decimal sign is a point or a comma",
    };

    internal static double Read(string cell, char decimalSign)
    {
        var text = WithoutCurrency(cell.Trim());
        var scale = 1.0;
        if (text.EndsWith('%'))
        {
            text = text[..^1].TrimEnd();
            scale = 100;
        }

        if (text.Length > 2 && text[0] == '(' && text[^1] == ')')
        {
            text = WithoutCurrency(text[1..^1].Trim());
            scale = -scale;
        }

        return Plain(text, decimalSign) is { } plain && Cells.TryNumber(plain, out var value) ? value / scale : double.NaN;
    }

    private static string WithoutCurrency(string text)
    {
        var sign = text.Length > 1 && text[0] is '-' or '−' or '+' ? text[..1] : "";
        var rest = text[sign.Length..].Trim();
        foreach (var word in CurrencyWords)
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)) rest = rest[word.Length..].TrimStart();
            else if (rest.EndsWith(word, StringComparison.OrdinalIgnoreCase)) rest = rest[..^word.Length].TrimEnd();
        }

        if (rest.Length > 0 && char.GetUnicodeCategory(rest[0]) == UnicodeCategory.CurrencySymbol) rest = rest[1..].TrimStart();
        if (rest.Length > 0 && char.GetUnicodeCategory(rest[^1]) == UnicodeCategory.CurrencySymbol) rest = rest[..^1].TrimEnd();
        return (sign == "−" ? "-" : sign) + rest;
    }

    // The number as an invariant literal, or null where thousands are not grouped as anyone would: "1,23" is no 123.
    private static string? Plain(string text, char decimalSign)
    {
        var thousands = decimalSign == ',' ? '.' : ',';
        var point = text.IndexOf(decimalSign, StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        var plain = new StringBuilder(text.Length);
        var sinceGroup = -1;
        foreach (var sign in whole)
        {
            if (sign == thousands || sign is ' ' or '\u00A0' or '\u202F' or '\'' or '’')
            {
                if (plain.Length == 0 || sinceGroup is 0 or 1 or > 3) return null;
                sinceGroup = 0;
            }
            else
            {
                plain.Append(sign);
                if (sinceGroup >= 0) sinceGroup++;
            }
        }

        if (sinceGroup >= 0 && sinceGroup != 3) return null;
        return point < 0 ? plain.ToString() : plain.Append('.').Append(fraction).ToString();
    }
}
