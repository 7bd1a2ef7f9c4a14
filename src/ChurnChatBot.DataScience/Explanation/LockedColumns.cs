using System.Text.RegularExpressions;
using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// Columns that nobody can or should change to keep a customer: who they are, where they live, when they came, and totals that only
/// time adds up. A guess from names that a
/// person can correct; when in doubt it locks, for advice to grow younger is worse than none.
/// </summary>
public static partial class LockedColumns
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "age", "birth", "birthday", "born", "dob", "gender", "sex", "race", "ethnicity", "nationality", "religion", "senior", "citizen",
        "marital", "married", "partner", "dependent", "dependents", "children", "family", "education", "occupation", "income", "salary",
        "city", "town", "country", "state", "region", "geography", "location", "address", "zip", "postal", "postcode", "latitude", "longitude", "area",
        "id", "customerid", "userid", "name", "surname", "email", "mail", "phone", "mobile", "account", "number",
        "join", "joined", "joining", "signup", "registered", "registration", "enrolled", "since", "tenure", "lifetime", "start", "created", "opened", "seniority",
        "total", "cumulative",
    };

    private static readonly HashSet<string> SensitiveWords = new(StringComparer.Ordinal)
    {
        "age", "birth", "birthday", "dob", "senior", "gender", "sex", "race", "ethnicity", "nationality", "citizenship", "religion", "disability", "disabled",
        "health", "marital", "married", "pregnant", "children", "dependents",
    };

    private static readonly string[] ChineseSensitiveWords = ["年龄", "性别", "民族", "国籍", "宗教", "婚姻", "健康"];

    private static readonly string[] ChineseWords = ["年龄", "性别", "城市", "地区", "省份", "国家", "姓名", "电话", "邮箱", "生日", "婚姻", "注册", "加入", "入网"];

    /// <summary>Names of the columns of <paramref name="dataset"/> that are locked unless a person says otherwise; target and identifier among them.</summary>
    public static IReadOnlySet<string> Guess(Dataset dataset, ChurnQuestion question) => dataset.Columns
        .Where(column => column.Name == question.TargetColumn || column.Name == question.IdentifierColumn || column is TextColumn || IsLockedName(column.Name))
        .Select(column => column.Name)
        .ToHashSet(StringComparer.Ordinal);

    internal static bool IsLockedName(string name) =>
        Word().Matches(name).Any(word => Words.Contains(word.Value.ToLowerInvariant()))
        || ChineseWords.Any(word => name.Contains(word, StringComparison.Ordinal));

    /// <summary>Whether a column names something by which customers must not be treated worse: age, sex, origin, belief, family, health.</summary>
    internal static bool IsSensitiveName(string name) =>
        Word().Matches(name).Any(word => SensitiveWords.Contains(word.Value.ToLowerInvariant()))
        || ChineseSensitiveWords.Any(word => name.Contains(word, StringComparison.Ordinal));

    // Words of snake_case, of camelCase and of "join date"; a run of capitals is one word.
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
