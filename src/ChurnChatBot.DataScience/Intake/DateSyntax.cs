namespace ChurnChatBot.DataScience.Intake;

/// <summary>In which order a date is written. Two numbers before a year can be either day or month first: evidence decides.</summary>
internal enum DateOrder : byte
{
    YearMonthDay,
    DayMonthYear,
    DayOrMonthFirst,
    DayMonthName,
    MonthNameDay,
    TwoDigitYear,
}

/// <summary>The format of a date cell; two cells of one pattern were written by the same rule.</summary>
/// <param name="ClockSign">What stands between date and time, or '\0' without a time.</param>
/// <param name="ZoneMinutes">Minutes east of UTC, or <see cref="NoZone"/>.</param>
internal readonly record struct DatePattern(DateOrder Order, char Sign, char ClockSign, bool HasSeconds, short ZoneMinutes)
{
    public const short NoZone = short.MinValue;

    public string Describe(bool monthFirst)
    {
        var date = Order switch
        {
            DateOrder.YearMonthDay => $"yyyy{Sign}MM{Sign}dd",
            DateOrder.DayMonthYear => $"dd{Sign}MM{Sign}yyyy",
            DateOrder.DayOrMonthFirst => monthFirst ? $"MM{Sign}dd{Sign}yyyy" : $"dd{Sign}MM{Sign}yyyy",
            DateOrder.DayMonthName => $"dd{Sign}MMM{Sign}yyyy",
            DateOrder.MonthNameDay => "MMM dd, yyyy",
            _ => $"dd{Sign}MM{Sign}yy",
        };
        if (ClockSign == '\0') return date;
        var zone = ZoneMinutes == NoZone ? "" : ZoneMinutes == 0 ? "Z" : FormattableString.Invariant($"{(ZoneMinutes < 0 ? '-' : '+')}{Math.Abs(ZoneMinutes) / 60:00}:{Math.Abs(ZoneMinutes) % 60:00}");
        return $"{date}{ClockSign}HH:mm{(HasSeconds ? ":ss" : "")}{zone}";
    }
}

/// <summary>A cell written like a date, as its parts; nothing says yet that such a day exists.</summary>
internal readonly record struct DateParts(DatePattern Pattern, int Year, int First, int Second, long ClockTicks)
{
    public bool TryGetTicks(bool monthFirst, out long ticks)
    {
        var (month, day) = Pattern.Order == DateOrder.DayMonthYear || (Pattern.Order == DateOrder.DayOrMonthFirst && !monthFirst) ? (Second, First) : (First, Second);
        var exists = Year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Year, month);
        ticks = exists ? new DateTime(Year, month, day).Ticks + ClockTicks : 0;
        return exists;
    }
}

/// <summary>Reads the date formats that files are written in, by shape alone and without any culture.</summary>
internal static class DateSyntax
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] LongMonths =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    public static bool TryParse(ReadOnlySpan<char> cell, out DateParts parts)
    {
        parts = default;
        cell = cell.Trim(' ');
        if (cell.Length is < 6 or > 40) return false;
        var at = 0;
        if (!TryDate(cell, ref at, out var order, out var sign, out var ymd)) return false;
        var pattern = new DatePattern(order, sign, '\0', HasSeconds: false, DatePattern.NoZone);
        if (at == cell.Length)
        {
            parts = new DateParts(pattern, ymd.Year, ymd.First, ymd.Second, 0);
            return true;
        }

        if (cell[at] is not ('T' or ' ')) return false;
        if (!TryClock(cell[(at + 1)..], out var clock, out var hasSeconds, out var zone)) return false;
        parts = new DateParts(pattern with { ClockSign = cell[at], HasSeconds = hasSeconds, ZoneMinutes = zone }, ymd.Year, ymd.First, ymd.Second, clock);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> cell, ref int at, out DateOrder order, out char sign, out (int Year, int First, int Second) ymd)
    {
        order = default;
        sign = '\0';
        ymd = default;
        if (char.IsAsciiLetter(cell[0])) return TryMonthFirstName(cell, ref at, out order, out ymd);
        var firstDigits = Digits(cell, ref at, out var first);
        if (firstDigits is 0 or 3 or > 4 || at >= cell.Length) return false;
        sign = cell[at++];
        if (sign is not ('-' or '/' or '.' or ' ')) return false;
        if (at < cell.Length && char.IsAsciiLetter(cell[at]) && firstDigits <= 2)
        {
            order = DateOrder.DayMonthName;
            if (!TryMonthName(cell, ref at, out var month) || at >= cell.Length || cell[at++] != sign) return false;
            var digits = Digits(cell, ref at, out var year);
            ymd = (year, month, first);
            return digits == 4;
        }

        var secondDigits = Digits(cell, ref at, out var second);
        if (sign == ' ' || secondDigits is 0 or > 2 || at >= cell.Length || cell[at++] != sign) return false;
        var thirdDigits = Digits(cell, ref at, out var third);
        order = firstDigits == 4 ? DateOrder.YearMonthDay : thirdDigits == 2 ? DateOrder.TwoDigitYear : sign == '.' ? DateOrder.DayMonthYear : DateOrder.DayOrMonthFirst;
        ymd = firstDigits == 4 ? (first, second, third) : (third, first, second);
        return firstDigits == 4 ? thirdDigits is 1 or 2 : thirdDigits is 2 or 4;
    }

    private static bool TryMonthFirstName(ReadOnlySpan<char> cell, ref int at, out DateOrder order, out (int Year, int First, int Second) ymd)
    {
        order = DateOrder.MonthNameDay;
        ymd = default;
        if (!TryMonthName(cell, ref at, out var month) || !Skip(cell, ref at, ' ')) return false;
        if (Digits(cell, ref at, out var day) is not (1 or 2)) return false;
        if (at < cell.Length && cell[at] == ',') at++;
        if (!Skip(cell, ref at, ' ') || Digits(cell, ref at, out var year) != 4) return false;
        ymd = (year, month, day);
        return true;
    }

    private static bool TryMonthName(ReadOnlySpan<char> cell, ref int at, out int month)
    {
        var start = at;
        while (at < cell.Length && char.IsAsciiLetter(cell[at])) at++;
        var name = cell[start..at];
        for (month = 1; month <= 12; month++)
        {
            if (name.Equals(Months[month - 1], StringComparison.OrdinalIgnoreCase)) return true;
            if (name.Equals(LongMonths[month - 1], StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool TryClock(ReadOnlySpan<char> text, out long ticks, out bool hasSeconds, out short zone)
    {
        ticks = 0;
        hasSeconds = false;
        zone = DatePattern.NoZone;
        var at = 0;
        if (Digits(text, ref at, out var hour) is not (1 or 2) || hour > 23 || !Skip(text, ref at, ':')) return false;
        if (Digits(text, ref at, out var minute) != 2 || minute > 59) return false;
        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        if (Skip(text, ref at, ':'))
        {
            if (Digits(text, ref at, out var second) != 2 || second > 59) return false;
            hasSeconds = true;
            ticks += second * TimeSpan.TicksPerSecond;
            if (Skip(text, ref at, '.') && !TryFraction(text, ref at, ref ticks)) return false;
        }

        return at == text.Length || TryZone(text[at..], out zone);
    }

    private static bool TryFraction(ReadOnlySpan<char> text, ref int at, ref long ticks)
    {
        var unit = TimeSpan.TicksPerSecond / 10;
        var start = at;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            ticks += (text[at] - '0') * unit;
            unit /= 10;
        }

        return at > start;
    }

    private static bool TryZone(ReadOnlySpan<char> text, out short minutes)
    {
        minutes = 0;
        if (text is "Z") return true;
        var at = 1;
        if (text[0] is not ('+' or '-') || Digits(text, ref at, out var hours) != 2 || hours > 14) return false;
        Skip(text, ref at, ':');
        if (Digits(text, ref at, out var rest) != 2 || rest > 59 || at != text.Length) return false;
        minutes = (short)(((hours * 60) + rest) * (text[0] == '-' ? -1 : 1));
        return true;
    }

    private static bool Skip(ReadOnlySpan<char> text, ref int at, char sign)
    {
        if (at >= text.Length || text[at] != sign) return false;
        at++;
        return true;
    }

    // The number of digits taken, at most five so that the value cannot overflow.
    private static int Digits(ReadOnlySpan<char> text, ref int at, out int value)
    {
        value = 0;
        var start = at;
        while (at < text.Length && at - start < 5 && char.IsAsciiDigit(text[at])) value = (value * 10) + (text[at++] - '0');
        return at - start;
    }
}
