using System.Reflection;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Tests.Architecture;

/// <summary>The walls between the rooms, held by looking at every reference of every type.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Bot = typeof(ReplyMessage).Assembly;
    private static readonly Assembly DataScience = typeof(DataScience.Data.Dataset).Assembly;

    /// <summary>What each room may know besides itself and the data-science library. A room that is not listed is not allowed.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [""] = ["CommandLine", "Slack", "Teams", "Web", "Conversations", "Projects", "Advice", "Rendering", "Messages", "Requests", "Jobs", "Storage"],
        ["CommandLine"] = ["Projects", "Rendering", "Messages", "Requests", "Storage"],
        ["Web"] = ["Conversations", "Projects", "Rendering", "Messages", "Requests", "Jobs", "Storage"],
        ["Slack"] = ["Conversations", "Projects", "Rendering", "Messages", "Requests", "Jobs", "Storage"],
        ["Teams"] = ["Conversations", "Projects", "Rendering", "Messages", "Requests", "Jobs", "Storage"],
        ["Conversations"] = ["Projects", "Advice", "Messages", "Requests", "Jobs", "Storage"],
        ["Projects"] = ["Advice", "Rendering", "Messages", "Requests", "Jobs", "Storage"],
        ["Rendering"] = ["Messages"],
        ["Advice"] = ["Requests"],
        ["Jobs"] = ["Storage"],
        ["Messages"] = ["Requests"],
        ["Requests"] = [],
        ["Storage"] = [],
    };

    public static TheoryData<string> Rooms => [.. Bot.GetTypes().Where(IsOurs).Select(Room).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_References_OnlyRoomsBelowIt(string room)
    {
        Assert.True(Allowed.TryGetValue(room, out var allowed), $"The room '{room}' has no place in the list of walls.");
        var climbed = from type in Bot.GetTypes()
                      where IsOurs(type) && Room(type) == room
                      from reference in TypeReferences.Of(type)
                      where reference.Assembly == Bot && IsOurs(reference)
                      let other = Room(reference)
                      where other != room && !allowed!.Contains(other)
                      select $"{type.FullName} -> {reference.FullName}";
        Assert.Empty(climbed.Distinct().Take(10));
    }

    [Fact]
    public void DataScience_References_NoWebCloudChatOrDatabase()
    {
        string[] pure = ["System", "netstandard", "mscorlib", "ExcelDataReader", "MathNet.Numerics"];
        var others = DataScience.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => !pure.Any(known => name == known || name.StartsWith(known + ".", StringComparison.Ordinal)));
        Assert.Empty(others);
        Assert.DoesNotContain(DataScience.GetReferencedAssemblies(), reference => reference.Name!.StartsWith("System.Net", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Dapper", "Storage")]
    [InlineData("Microsoft.Data.Sqlite", "Storage,Jobs")]
    [InlineData("Quartz", "Jobs")]
    [InlineData("Spectre.Console", "CommandLine")]
    [InlineData("Azure", "Teams")]
    [InlineData("Microsoft.IdentityModel", "Teams")]
    public void Package_IsUsed_OnlyInItsRoom(string package, string rooms)
    {
        var allowed = rooms.Split(',');
        var users = from type in Bot.GetTypes()
                    where IsOurs(type) && !allowed.Contains(Room(type))
                    where TypeReferences.Of(type).Any(reference => reference.Namespace?.StartsWith(package, StringComparison.Ordinal) == true)
                    select type.FullName;
        Assert.Empty(users);
    }

    /// <summary>Time and chance are parameters: nothing reads the ambient clock or an unseeded generator.</summary>
    [Fact]
    public void SourceCode_ReadsNoAmbientClockOrChance()
    {
        string[] banned = ["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Random.Shared", "new Random()"];
        var found = from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
                    where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                    let text = File.ReadAllText(file)
                    from word in banned
                    where text.Contains(word, StringComparison.Ordinal)
                    select $"{Path.GetRelativePath(Repository.Root, file)}: {word}";
        Assert.Empty(found);
    }

    private static bool IsOurs(Type type) =>
        type.Namespace is { } name && (name == "ChurnChatBot" || name.StartsWith("ChurnChatBot.", StringComparison.Ordinal)) || type.FullName == "Program";

    private static string Room(Type type)
    {
        if (type.Namespace is not { } name || name == "ChurnChatBot") return "";
        var parts = name.Split('.');
        return parts[1];
    }
}
