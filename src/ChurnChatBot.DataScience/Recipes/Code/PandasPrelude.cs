namespace ChurnChatBot.DataScience.Recipes.Code;

/// <summary>The functions that a pandas script calls: what the steps mean, in Python.</summary>
internal static class PandasPrelude
{
    public const string Text = """"
        import re
        import sys

        import numpy as np
        import pandas as pd

        CURRENCIES = "USD EUR GBP CHF JPY CNY RMB INR AUD CAD SEK NOK DKK PLN BRL Rs. Rs kr. kr R$ zł".split()
        ISO = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S.%f"]


        def read_table(path):
            """Reads a UTF-8 CSV with ISO dates; a column is one of numbers only where every cell is one."""
            table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
            for name in table.columns:
                cells = table[name]
                plain = cells.str.fullmatch(r"[-+]?(0|[1-9]\d*|(0|[1-9]\d*)?\.\d+)([eE][-+]?\d+)?").fillna(False)
                if (plain | cells.isna()).all():
                    table[name] = pd.to_numeric(cells)
            return table


        def text(cells):
            """Cells as text; a whole number without its decimal point."""
            if pd.api.types.is_numeric_dtype(cells):
                return cells.map(lambda x: x if pd.isna(x) else repr(int(x)) if x == int(x) else repr(x)).astype(object)
            return cells.astype(object)


        def read_dates(cells, formats=()):
            if pd.api.types.is_datetime64_any_dtype(cells):
                return cells
            cells = text(cells).str.strip()
            dates = pd.Series(pd.NaT, index=cells.index, dtype="datetime64[ns]")
            for form in [*ISO, *formats]:
                dates = dates.fillna(pd.to_datetime(cells.where(dates.isna()), format=form, errors="coerce"))
            return dates


        def read_number(cell, decimal_sign):
            def without_currency(part):
                sign, rest = (part[0], part[1:].strip()) if len(part) > 1 and part[0] in "-−+" else ("", part)
                for word in CURRENCIES:
                    if rest.lower().startswith(word.lower()):
                        rest = rest[len(word):].lstrip()
                    elif rest.lower().endswith(word.lower()):
                        rest = rest[:-len(word)].rstrip()
                rest = re.sub(r"^[$¢£¤¥₠-⃀]\s*|\s*[$¢£¤¥₠-⃀]$", "", rest)
                return sign.replace("−", "-") + rest

            part, scale = without_currency(cell.strip()), 1.0
            if part.endswith("%"):
                part, scale = part[:-1].rstrip(), 100.0
            if len(part) > 2 and part[0] == "(" and part[-1] == ")":
                part, scale = without_currency(part[1:-1].strip()), -scale
            whole, point, fraction = part.partition(decimal_sign)
            groups = re.split(r"[., \u00a0\u202f'’]".replace(decimal_sign, ""), whole)
            if len(groups) > 1 and (groups[0] == "" or len(groups[-1]) != 3 or any(len(group) not in (2, 3) for group in groups[1:])):
                return np.nan
            try:
                number = float("".join(groups) + (("." + fraction) if point else "")) / scale
            except ValueError:
                return np.nan
            return number if np.isfinite(number) else np.nan


        def read_numbers(cells, decimal_sign):
            return cells if pd.api.types.is_numeric_dtype(cells) else cells.map(lambda cell: read_number(cell, decimal_sign), na_action="ignore").astype(float)


        def treat_as_missing(cells, unwanted, low=None, high=None):
            if not pd.api.types.is_numeric_dtype(cells):
                return cells.mask(cells.isin(unwanted) | cells.str.strip().isin(unwanted))
            numbers = pd.to_numeric(pd.Series(unwanted, dtype=object), errors="coerce").dropna()
            out = cells.isin(numbers)
            if low is not None:
                out |= cells < low
            if high is not None:
                out |= cells > high
            return cells.mask(out)


        def tidy_text(cells, spellings):
            return cells.map(lambda cell: (lambda tidy: spellings.get(tidy.upper(), tidy))(" ".join(cell.split())), na_action="ignore")


        def days(start, end):
            end = read_dates(end) if isinstance(end, pd.Series) else end
            return (end - read_dates(start)).dt.total_seconds() / 86400


        def finite(numbers):
            return numbers.replace([np.inf, -np.inf], np.nan)


        def band(numbers, edges, labels):
            return pd.cut(numbers, [-np.inf, *edges, np.inf], right=False, labels=labels).astype(object)


        def encode(cells, values, unseen, missing):
            return text(cells).map(lambda cell: values.get(cell, unseen), na_action="ignore").astype(float).fillna(missing)

        """";
}
