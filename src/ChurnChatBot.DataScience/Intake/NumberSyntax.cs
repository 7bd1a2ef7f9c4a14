using System.Globalization;

namespace ChurnChatBot.DataScience.Intake;

internal enum NumberShape
{
    NotANumber,
    Finite,

    /// <summary>"NaN", "inf", or a literal beyond the range of a double: a number by its writing, but none to compute with.</summary>
    NonFinite,
}

/// <summary>
/// What counts as a number in a file: an invariant decimal literal, with the comma as decimal sign where the caller allows it.
/// Thousands separators and currency signs are not taken away here: that is a decision people approve. Codes are no numbers:
/// neither "00123" nor a whole number beyond 2^53, which a double would silently change.
/// </summary>
internal static class NumberSyntax
{
    private const long LargestExactInteger = 1L << 53;

    // Powers of ten that a double holds exactly.
    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    public static bool IsNumber(ReadOnlySpan<char> cell, bool commaAllowed = false) =>
        Parse(cell, commaAllowed, out _, out _) == NumberShape.Finite;

    /// <param name="separator">The decimal sign met, or '\0' in a whole number.</param>
    public static NumberShape Parse(ReadOnlySpan<char> cell, bool commaAllowed, out double value, out char separator)
    {
        value = double.NaN;
        separator = '\0';
        cell = cell.Trim(' ');
        var at = cell.Length > 0 && cell[0] is '-' or '+' ? 1 : 0;
        var whole = at;
        ulong mantissa = 0;
        at = TakeDigits(cell, at, ref mantissa);
        var wholeDigits = at - whole;
        var fractionDigits = 0;
        if (at < cell.Length && (cell[at] == '.' || (commaAllowed && cell[at] == ',')))
        {
            separator = cell[at];
            var fraction = ++at;
            at = TakeDigits(cell, at, ref mantissa);
            fractionDigits = at - fraction;
        }

        if (wholeDigits + fractionDigits == 0) return at == cell.Length ? NumberShape.NotANumber : NonFiniteLiteral(cell);
        if (wholeDigits > 1 && cell[whole] == '0') return NumberShape.NotANumber;
        if (at < cell.Length) return cell[at] is 'e' or 'E' ? ParseGeneral(cell, separator, out value) : NumberShape.NotANumber;
        if (separator == '\0' && (wholeDigits > 16 || mantissa > LargestExactInteger)) return NumberShape.NotANumber;
        if (wholeDigits + fractionDigits > 15 && separator != '\0') return ParseGeneral(cell, separator, out value);

        // Both operands are exact, so the quotient is the correctly rounded value (Clinger 1990, the fast path).
        value = mantissa / PowersOfTen[fractionDigits];
        if (cell[0] == '-') value = -value;
        return NumberShape.Finite;
    }

    // Beyond 19 digits the mantissa wraps; every caller then takes the general path or declines.
    private static int TakeDigits(ReadOnlySpan<char> cell, int at, ref ulong mantissa)
    {
        while (at < cell.Length)
        {
            var digit = (uint)(cell[at] - '0');
            if (digit > 9) break;
            mantissa = unchecked((mantissa * 10) + digit);
            at++;
        }

        return at;
    }

    private static NumberShape ParseGeneral(ReadOnlySpan<char> cell, char separator, out double value)
    {
        value = double.NaN;
        if (cell.Length > 400) return NumberShape.NotANumber;
        Span<char> invariant = stackalloc char[cell.Length];
        cell.CopyTo(invariant);
        if (separator == ',') invariant.Replace(',', '.');
        if (!double.TryParse(invariant, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return NumberShape.NotANumber;
        if (double.IsFinite(value)) return NumberShape.Finite;
        value = double.NaN;
        return NumberShape.NonFinite;
    }

    private static NumberShape NonFiniteLiteral(ReadOnlySpan<char> cell)
    {
        if (cell.Length > 0 && cell[0] is '-' or '+') cell = cell[1..];
        return cell.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || cell.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || cell.Equals("infinity", StringComparison.OrdinalIgnoreCase)
            ? NumberShape.NonFinite
            : NumberShape.NotANumber;
    }
}
