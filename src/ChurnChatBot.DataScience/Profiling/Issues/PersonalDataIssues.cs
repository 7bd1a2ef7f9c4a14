using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Profiling.Scanning;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>Columns that hold personal data, by the form of most of their cells, else by their name where their cells could be that.</summary>
internal static class PersonalDataIssues
{
    private const int LookedAt = 200;
    private const int LeastDistinct = 20;

    private static readonly (string[] Words, string Kind)[] Names =
    [
        (["email", "mail"], "email"), (["phone", "telephone", "mobile", "msisdn", "fax", "cellphone"], "phone"), (["iban"], "iban"),
        (["surname", "lastname", "firstname", "fullname", "forename", "givenname", "nachname", "vorname"], "name"),
        (["address", "street", "strasse", "straße"], "address"), (["ssn", "passport", "nationalid", "taxid"], "national_id"),
        (["birthday", "birthdate", "dob", "birth", "geburtsdatum"], "birth_date"), (["ip", "ipaddress"], "ip_address"),
    ];

    private static readonly (string Part, string Kind)[] ChineseNames =
        [("邮箱", "email"), ("手机", "phone"), ("电话", "phone"), ("姓名", "name"), ("地址", "address"), ("身份证", "national_id"), ("出生日期", "birth_date")];

    /// <summary>These beside "name" make it the name of a person; beside anything else it may be a product's.</summary>
    private static readonly string[] Persons = ["first", "last", "full", "customer", "client", "user", "person", "member", "subscriber", "contact", "given", "family"];

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context)
    {
        foreach (var scan in context.Inputs)
        {
            if ((ByForm(scan) ?? ByName(scan)) is not { } kind) continue;
            yield return new DataQualityIssue(IssueKind.PersonalData, scan.Name, scan.Present, IssueImportance.WorthAttention) { PersonalDataKind = kind };
        }
    }

    private static string? ByForm(ColumnScan scan)
    {
        if (scan.Levels is not { } levels || scan.Dates is not null || scan.Numbers is not null || scan.Present == 0) return null;
        var kinds = levels.Levels.Where((_, i) => levels.Counts[i] > 0).Take(LookedAt).Select(PersonalDataPatterns.KindOf).ToArray();
        var commonest = kinds.OfType<string>().GroupBy(kind => kind, StringComparer.Ordinal).MaxBy(group => group.Count());
        return commonest is not null && commonest.Count() * 2 > kinds.Length ? commonest.Key : null;
    }

    private static string? ByName(ColumnScan scan)
    {
        var kind = NameOfPerson(scan.Words) ? "name" : Names.FirstOrDefault(name => scan.Words.Any(word => name.Words.Contains(word))).Kind
            ?? ChineseNames.FirstOrDefault(name => scan.Name.Contains(name.Part, StringComparison.Ordinal)).Kind;
        return kind is not null && CouldBe(scan, kind) ? kind : null;
    }

    private static bool NameOfPerson(string[] words) =>
        words is ["name"] || (words.Length == 2 && words[1] == "name" && Persons.Contains(words[0]));

    /// <summary>"PhoneService" with Yes and No is no phone number, and "NumberOfAddress" no address: personal data differs from row to row.</summary>
    private static bool CouldBe(ColumnScan scan, string kind)
    {
        if (kind == "birth_date") return scan.Meaning == ColumnMeaning.Date;
        if (scan.Distinct < LeastDistinct) return false;
        return scan.Column is NumericColumn
            ? kind is "phone" or "national_id" && scan.Distinctness > 0.5 && scan.Values!.Values[scan.Distinct / 2] >= 1e6
            : scan.Levels is not null && scan.Dates is null && scan.Numbers is null && scan.Distinctness > 0.02;
    }
}
