using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChurnChatBot.Storage;

/// <summary>
/// Brings a database to this program's schema: numbered scripts embedded in the program, run once each and only forward. The number of
/// the last one stands in SQLite's own <c>user_version</c>.
/// </summary>
internal static class Migrations
{
    private const string Prefix = "ChurnChatBot.Storage.Migrations.";

    public static int Latest => Scripts().Max(script => script.Number);

    /// <exception cref="DatabaseTooNewException">A later version of the program has already used this database.</exception>
    public static void Apply(SqliteConnection connection)
    {
        var current = connection.ExecuteScalar<int>("PRAGMA user_version");
        if (current > Latest) throw new DatabaseTooNewException(current, Latest);
        foreach (var script in Scripts().Where(script => script.Number > current)) Apply(connection, script);
    }

    private static void Apply(SqliteConnection connection, Script script)
    {
        var number = script.Number.ToString(CultureInfo.InvariantCulture);
        using var transaction = connection.BeginTransaction();
        connection.Execute(script.Sql, transaction: transaction);
        connection.Execute($"PRAGMA user_version = {number}", transaction: transaction);
        transaction.Commit();
    }

    private static List<Script> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(script => script.Number)];
    }

    private static Script Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return new Script(int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd());
    }

    private sealed record Script(int Number, string Sql);
}

/// <summary>The database was written by a later version of the program.</summary>
internal sealed class DatabaseTooNewException(int found, int known) : Exception(
    $"The database has schema {found.ToString(CultureInfo.InvariantCulture)}, and this program knows schemas up to "
    + $"{known.ToString(CultureInfo.InvariantCulture)}. Start the newer version of the bot that wrote it.");
