using System.Globalization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>Reads which rows are meant: "older than 60", "tenure below 12", "between 20 and 30", "in Leipzig", "with missing age", "senior citizens".</summary>
internal sealed class FilterReader(Sentence sentence)
{
    private readonly List<RowFilter> _filters = [];

    /// <summary>Tokens of column names that a filter used, so that they are not taken for what the rate is split by.</summary>
    public HashSet<Mention> Used { get; } = [];

    public IReadOnlyList<RowFilter> Read()
    {
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            var token = sentence.Tokens[i];
            if (token.IsConsumed) continue;
            if (token is { Mention: { Level: not null } level } && level.Start == i) AddLevel(level);
            else if ((token.Value is not null || token.Day is not null) && token is { Span: null, Mention: null, Customer: null, Ordinal: null }) i = AddAmount(i);
            else if (token.Is(Concept.Missing) && Near(i, 2) is { } missing) Add(missing, FilterComparison.Missing, null);
        }

        return [.. _filters.Distinct()];
    }

    /// <summary>Levels of one column are alternatives, not filters that exclude each other: they are compared, not narrowed to.</summary>
    private void AddLevel(Mention level)
    {
        if (_filters.RemoveAll(filter => filter.Column == level.Column && filter.Comparison == FilterComparison.Equal) > 0) return;
        var negated = sentence.IsNegatedBefore(level.Start, 3);
        _filters.Add(new RowFilter(level.Column, negated ? FilterComparison.NotEqual : FilterComparison.Equal, level.Level));
        foreach (var mention in sentence.Mentions.Where(mention => mention.Level is null && mention.Column == level.Column && Math.Abs(mention.Start - level.Start) < 6 && !IsGrouping(mention))) Used.Add(mention);
    }

    private int AddAmount(int i)
    {
        if (Column(i) is not { } column) return i;
        var value = Text(sentence.Tokens[i]);
        var second = i + 2;
        var between = Enumerable.Range(Math.Max(0, i - 3), Math.Min(3, i)).Any(k => sentence.Tokens[k].Is(Concept.Between));
        if (between && second < sentence.Tokens.Count && sentence.Tokens[i + 1].Text is "and" or "to" && (sentence.Tokens[second].Value ?? (sentence.Tokens[second].Day is null ? null : 0)) is not null)
        {
            Add(column, FilterComparison.GreaterOrEqual, value);
            Add(column, FilterComparison.LessOrEqual, Text(sentence.Tokens[second]));
            return second;
        }

        if (Comparison(i) is { } comparison) Add(column, comparison, value);
        return i;
    }

    private FilterComparison? Comparison(int at)
    {
        var next = at + 1 < sentence.Tokens.Count ? sentence.Tokens[at + 1] : null;
        if (next is not null && (next.Is(Concept.AtLeast) || next.Text == "+") && next.Text is not "from") return FilterComparison.GreaterOrEqual;
        if (next is not null && next.Is(Concept.AtMost) && next.Text is not ("up" or "until")) return FilterComparison.LessOrEqual;
        for (var i = at - 1; i >= Math.Max(0, at - 4); i--)
        {
            var token = sentence.Tokens[i];
            if (token.Kind == TokenKind.Break) break;
            if (Symbol(token.Text) is { } symbol) return symbol;
            if (token.Is(Concept.AtLeast) && token.Text is not "from") return FilterComparison.GreaterOrEqual;
            if (token.Is(Concept.AtMost)) return FilterComparison.LessOrEqual;
            var negated = sentence.IsNegatedBefore(i, 2);
            if (token.Concepts.HasAny(ConceptSet.Of(Concept.More, Concept.Older))) return negated ? FilterComparison.LessOrEqual : FilterComparison.Greater;
            if (token.Concepts.HasAny(ConceptSet.Of(Concept.Less, Concept.Younger))) return negated ? FilterComparison.GreaterOrEqual : FilterComparison.Less;
            if (token.Text is "is" or "of" or "equals" or "exactly" or "are" or "aged" && sentence.Mentions.Any()) return FilterComparison.Equal;
            if (token.Mention is not null) return FilterComparison.Equal;
        }

        return null;
    }

    private static FilterComparison? Symbol(string text) => text switch
    {
        ">" => FilterComparison.Greater,
        ">=" or "=>" or "≥" => FilterComparison.GreaterOrEqual,
        "<" => FilterComparison.Less,
        "<=" or "=<" or "≤" => FilterComparison.LessOrEqual,
        "=" or "==" => FilterComparison.Equal,
        "!=" or "<>" => FilterComparison.NotEqual,
        _ => null,
    };

    private string? Column(int at)
    {
        var from = Math.Max(0, at - 6);
        var saysAge = Enumerable.Range(from, at - from).Any(i => sentence.Tokens[i].Is(Concept.Older) || sentence.Tokens[i].Is(Concept.Younger) || sentence.Tokens[i].Text is "aged" or "old")
            || (at + 1 < sentence.Tokens.Count && sentence.Tokens.Skip(at + 1).Take(2).Any(token => token.Text is "old" or "older" or "younger"));
        if (saysAge && AgeColumn.Of(sentence.Context) is { } age)
        {
            foreach (var mention in sentence.Mentions.Where(mention => mention.Column == age && Math.Abs(mention.Start - at) < 6 && !IsGrouping(mention))) Used.Add(mention);
            return age;
        }

        // "people under 30": no column was named beside the one that is split by, so years are meant.
        var ofPeople = sentence.Tokens.Skip(Math.Max(from, at - 3)).Take(at - Math.Max(from, at - 3)).Any(token => token.Is(Concept.Customer)) && AgeColumn.Of(sentence.Context) is not null;
        var near = Near(at, 6);
        return ofPeople && (near is null || !Used.Any(mention => mention.Column == near)) ? AgeColumn.Of(sentence.Context) : near;
    }

    /// <summary>The column named nearest before, else just after; one that is split by only where no other is named.</summary>
    private string? Near(int at, int reach)
    {
        var before = sentence.Mentions.Where(mention => mention.Level is null && mention.Start != at && mention.End <= at && at - mention.End < reach).ToArray();
        var after = sentence.Mentions.Where(mention => mention.Level is null && mention.Start > at && mention.Start - at <= 3).ToArray();
        var found = before.LastOrDefault(mention => !IsGrouping(mention)) ?? after.FirstOrDefault(mention => !IsGrouping(mention)) ?? before.LastOrDefault(mention => at - mention.End <= 3 && mention.Column != sentence.Context.TargetColumn);
        if (found is null || found.Column == sentence.Context.TargetColumn) return null;
        if (!IsGrouping(found)) Used.Add(found);
        return found.Column;
    }

    private bool IsGrouping(Mention mention)
    {
        for (var i = mention.Start - 1; i >= Math.Max(0, mention.Start - 3); i--)
        {
            if (sentence.Tokens[i].Is(Concept.By) || sentence.Tokens[i].Is(Concept.Which)) return true;
            if (!sentence.Tokens[i].IsStopWord) return false;
        }

        return false;
    }

    private void Add(string column, FilterComparison comparison, string? value) => _filters.Add(new RowFilter(column, comparison, value));

    private static string Text(Token token) =>
        token.Day is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : QuantityReader.Invariant(token.Value!.Value);

    /// <summary>"for senior citizens", "among those with partner": a column of two values, said as a property.</summary>
    public IReadOnlyList<RowFilter> Properties(string? splitBy)
    {
        var found = new List<RowFilter>();
        foreach (var mention in sentence.Mentions.Where(mention => mention.Level is null && !Used.Contains(mention) && !IsGrouping(mention) && mention.Column != splitBy && mention.Column != sentence.Context.TargetColumn))
        {
            var column = sentence.Context.Columns.First(known => known.Name == mention.Column);
            var yes = Positive(column, sentence.Tokens[Math.Max(0, mention.End - 1)]);
            if (yes is null || mention.Start == 0 || !IsIntroduced(mention)) continue;
            var negated = sentence.IsNegatedBefore(mention.Start, 2) || sentence.Tokens[mention.Start - 1].Is(Concept.No);
            found.Add(negated && column.Levels.Count == 2
                ? new RowFilter(column.Name, FilterComparison.Equal, column.Levels.First(level => level != yes))
                : new RowFilter(column.Name, negated ? FilterComparison.NotEqual : FilterComparison.Equal, yes));
            Used.Add(mention);
        }

        return found;
    }

    private bool IsIntroduced(Mention mention) =>
        Enumerable.Range(Math.Max(0, mention.Start - 3), Math.Min(3, mention.Start)).Any(i => sentence.Tokens[i].Is(Concept.In) || sentence.Tokens[i].Is(Concept.Of) || sentence.Tokens[i].Is(Concept.Without) || sentence.Tokens[i].Is(Concept.HowMany))
        || sentence.Has(Concept.HowMany);

    private static string? Positive(KnownColumn column, Token word)
    {
        if (column.Levels.Count == 2) return column.Levels.FirstOrDefault(level => level.ToLowerInvariant() is "yes" or "true" or "1" or "y" or "t");
        return column.Kind == ColumnKind.Numeric && column.Levels.Count == 0 && word.Text.EndsWith('s') ? "1" : null;
    }
}
