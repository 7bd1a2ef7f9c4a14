namespace ChurnChatBot.DataScience.Export.Python;

/// <summary>The parts of the scoring script that are the same for every model.</summary>
internal static class PythonScoringText
{
    public const string Opening = """"
        """Scores customers with a churn model. Usage: python3 score.py customers.csv scores.csv

        Reads a delimited text file with the columns of the training file (the outcome may be absent), and writes the risk of
        leaving of every customer. Needs Python 3.8 or later, pandas and numpy, and the stored model beside it.
        """
        import base64
        import csv
        import hashlib
        import io
        import json
        import os

        """";

    public const string Reading = """"


        def read_customers(path):
            """Reads the file as it was read for training: every column as the kind it had then."""
            with open(path, "rb") as file:
                content = file.read()
            try:
                text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
            except UnicodeDecodeError:
                text = content.decode("cp1252", errors="replace")
            csv.field_size_limit(2**31 - 1)
            names, rows = find_header(text.replace("\0", ""))
            table = pd.DataFrame(rows, columns=names, dtype=object)
            df = pd.DataFrame(index=table.index)
            for name, kind, form in COLUMNS:
                cells = table[name] if name in table.columns else pd.Series(np.nan, index=table.index, dtype=object)
                df[name] = read_column(name, cells.mask(cells.str.strip() == ""), kind, form)
            return df


        def find_header(text):
            """The first of the upper rows that names all columns needed, and the rows below it that are as wide."""
            best = None
            for delimiter in ",;\t|":
                reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
                for place, row in zip(range(50), reader):
                    names = clean_names(row)
                    lacking = [name for name in NEEDED if name not in names]
                    if best is None or len(lacking) < len(best):
                        best = lacking
                    if not lacking:
                        rows = [row for row in reader if any(cell.strip() for cell in row)]
                        fitting = [row for row in rows if len(row) == len(names)]
                        if len(fitting) < len(rows):
                            print(f"{len(rows) - len(fitting)} rows have not {len(names)} cells and were left out.", file=sys.stderr)
                        return names, fitting
            sys.exit("The file lacks these columns: " + ", ".join(best or NEEDED))


        def clean_names(row):
            """Names as intake makes them: blanks collapsed, invisible signs left out, each once."""
            names = [" ".join("".join(sign for sign in cell if sign.isspace() or sign.isprintable()).split())[:200] for cell in row]
            names = [name or f"column_{place}" for place, name in enumerate(names, 1)]
            taken, used = set(names), set()
            for place, name in enumerate(names):
                number = 2
                while names[place] in used:
                    candidate = f"{name} ({number})"
                    number += 1
                    if candidate not in taken:
                        names[place] = candidate
                used.add(names[place])
            return names


        def read_column(name, cells, kind, form):
            if kind == "number":
                known = {cell: read_plain_number(name, cell, form) for cell in cells.dropna().unique()}
                return cells.map(known).astype(float)
            return read_dates(cells, [form] if form else []) if kind == "date" else cells


        def read_plain_number(name, cell, decimal_sign):
            plain = cell.strip(" ").replace(",", ".") if decimal_sign else cell.strip(" ")
            if re.fullmatch(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?", plain):
                return float(plain) if np.isfinite(float(plain)) else np.nan
            if re.fullmatch(r"[-+]?(nan|inf|infinity)", plain, re.IGNORECASE):
                return np.nan
            sys.exit(f"Column {name!r} holds {cell[:40]!r}, where the training file had numbers only.")

        """";

    public const string Scoring = """"
        def feature_cells(df, features):
            """One row a customer: numbers as they are, categories as codes, missing cells and unseen levels NaN."""
            columns = np.full((len(df), len(features)), np.nan)
            for place, feature in enumerate(features):
                cells = df[feature["Name"]]
                if feature["IsCategorical"]:
                    codes = {level: float(code) for code, level in enumerate(feature["Levels"])}
                    columns[:, place] = text(cells).map(codes).astype(float)
                else:
                    columns[:, place] = cells.astype(float)
            return columns


        def boosting(model, cells):
            raw = np.full(len(cells), float(model["BaseScore"]))
            for tree in model["Trees"]:
                raw += leaf_values(tree, cells)
            return raw


        def leaf_values(tree, cells):
            feature, left, right = (np.array(tree[key], dtype=np.int64) for key in ("feature", "left", "right"))
            start, length = (np.array(tree[key], dtype=np.int64) for key in ("levels_start", "levels_length"))
            threshold = np.array([np.inf if bound is None else bound for bound in tree["threshold"]], dtype=float)
            missing_left = np.frombuffer(base64.b64decode(tree["missing_left"]), dtype=np.uint8) != 0
            words = np.array([*tree["left_levels"], 0], dtype=np.int64)
            node = np.zeros(len(cells), dtype=np.int64)
            rows = np.arange(len(cells))
            while True:
                rows = rows[feature[node[rows]] >= 0]
                if not len(rows):
                    return np.array(tree["value"], dtype=float)[node]
                at = node[rows]
                value = cells[rows, feature[at]]
                known = ~np.isnan(value)
                level = np.where(known & (start[at] >= 0), value, 0).astype(np.int64)
                known &= (start[at] < 0) | ((level >> 5) < length[at])
                word = words[np.where(known & (start[at] >= 0), start[at] + (level >> 5), len(words) - 1)]
                goes_left = np.where(start[at] >= 0, (word >> (level & 31)) & 1 == 1, value <= threshold[at])
                node[rows] = np.where(np.where(known, goes_left, missing_left[at]), left[at], right[at])


        def scorecard(model, cells):
            raw = np.full(len(cells), float(model["Intercept"]))
            for place, term in enumerate(model["Terms"]):
                cell = cells[:, place]
                if term["Levels"]:
                    levels = np.array([*term["Levels"], term["Missing"]], dtype=float)
                    raw += levels[np.where(np.isnan(cell), len(levels) - 1, cell).astype(np.int64)]
                else:
                    value = np.clip(float(term["Slope"]) * (cell - float(term["Centre"])), -500, 500)
                    raw += np.where(np.isnan(cell), float(term["Missing"]), value)
            return raw


        def single_column(model, cells):
            raw = np.full(len(cells), float(model["Otherwise"]))
            if model["Column"] < 0 or not model["LogOdds"]:
                return raw
            cell, known = cells[:, model["Column"]], ~np.isnan(cells[:, model["Column"]])
            log_odds = np.array(model["LogOdds"], dtype=float)
            if model["Features"][model["Column"]]["IsCategorical"]:
                raw[known] = log_odds[cell[known].astype(np.int64)]
            else:
                raw[known] = np.interp(cell[known], np.array(model["Centres"], dtype=float), log_odds)
            return raw


        LEARNERS = {"gradient_boosting": boosting, "logistic_regression": scorecard, "single_column": single_column}


        def load_model():
            with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), MODEL), "rb") as file:
                content = file.read()
            if hashlib.sha256(content).hexdigest() != MODEL_SHA256:
                sys.exit(f"{MODEL} is not the model that this script was written for.")
            return json.loads(content)


        def score(df):
            """The risk of leaving, 0 to 1, of every row of a raw table as read_customers reads it."""
            stored = load_model()
            raw = LEARNERS[stored["Model"]["learner"]](stored["Model"], feature_cells(prepare(df), stored["Encoder"]["Features"]))
            with np.errstate(over="ignore"):
                return 1 / (1 + np.exp(-raw))


        def main():
            if len(sys.argv) != 3:
                sys.exit(__doc__)
            df = read_customers(sys.argv[1])
            row_names = pd.Series([f"row {row + 1}" for row in range(len(df))], index=df.index, dtype=object)
            names = text(df[IDENTIFIER]).fillna(row_names) if IDENTIFIER in df.columns else row_names
            pd.DataFrame({"customer": names, "churn_risk": score(df)}).to_csv(sys.argv[2], index=False)


        if __name__ == "__main__":
            try:
                main()
            except OSError as problem:
                sys.exit(f"{problem.filename!r} cannot be read or written: {problem.strerror}.")

        """";
}
