namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>Cells that are personal data by their form. Where a form has check digits they are checked, for many numbers have its length.</summary>
internal static class PersonalDataPatterns
{
    public static string? KindOf(string cell)
    {
        var text = cell.Trim();
        if (text.Length is < 7 or > 100) return null;
        if (IsEmail(text)) return "email";
        if (IsIban(text)) return "iban";
        if (IsChineseId(text) || IsSocialSecurityNumber(text)) return "national_id";
        if (IsIpAddress(text)) return "ip_address";
        if (IsCardNumber(text)) return "card_number";
        return IsPhone(text) ? "phone" : null;
    }

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var dot = text.LastIndexOf('.');
        return at > 0 && at == text.LastIndexOf('@') && dot > at + 1 && dot < text.Length - 2 && !text.Any(char.IsWhiteSpace);
    }

    /// <summary>ISO 13616: the number with its first four characters moved to the end, letters as 10 to 35, leaves 1 when divided by 97.</summary>
    private static bool IsIban(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal);
        if (plain.Length is < 15 or > 34 || !plain.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetterUpper(plain[0]) || !char.IsAsciiLetterUpper(plain[1])) return false;
        if (!char.IsAsciiDigit(plain[2]) || !char.IsAsciiDigit(plain[3])) return false;
        var rest = 0;
        foreach (var sign in plain[4..] + plain[..4])
        {
            var digit = char.IsAsciiDigit(sign) ? sign - '0' : char.ToUpperInvariant(sign) - 'A' + 10;
            rest = ((rest * (digit > 9 ? 100 : 10)) + digit) % 97;
        }

        return rest == 1;
    }

    /// <summary>GB 11643-1999: weights of 2^(17 − i) modulo 11, ISO 7064 MOD 11-2.</summary>
    private static bool IsChineseId(string text)
    {
        if (text.Length != 18 || !text[..17].All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (text[i] - '0') * ((1 << (17 - i)) % 11);
        return char.ToUpperInvariant(text[17]) == "10X98765432"[sum % 11];
    }

    private static bool IsSocialSecurityNumber(string text) =>
        text.Length == 11 && text[3] == '-' && text[6] == '-' && text.Where((_, i) => i is not (3 or 6)).All(char.IsAsciiDigit);

    private static bool IsIpAddress(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && parts.All(part => part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit) && int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) <= 255);
    }

    /// <summary>13 to 19 digits in groups, with the check digit of Luhn (ISO/IEC 7812).</summary>
    private static bool IsCardNumber(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).ToArray();
        if (digits.Length is < 13 or > 19 || !text.All(sign => char.IsAsciiDigit(sign) || sign is ' ' or '-')) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : (digit * 2 / 10) + (digit * 2 % 10);
        }

        return sum % 10 == 0;
    }

    /// <summary>A plus and 8 to 15 digits (E.164), or 9 to 15 digits in at least three groups, or eleven from 13 on (Chinese mobile).</summary>
    private static bool IsPhone(string text)
    {
        var digits = text.Count(char.IsAsciiDigit);
        if (!text.All(sign => char.IsAsciiDigit(sign) || sign is ' ' or '-' or '(' or ')' or '+' or '/' or '.')) return false;
        if (text[0] == '+') return digits is >= 8 and <= 15;
        if (digits == 11 && text.Length == 11 && text[0] == '1' && text[1] >= '3') return true;
        return digits is >= 9 and <= 15 && text.Split([' ', '-', '(', ')', '/', '.'], StringSplitOptions.RemoveEmptyEntries).Length >= 3;
    }
}
