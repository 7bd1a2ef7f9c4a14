using ChurnChatBot.Messages;

namespace ChurnChatBot.Tests.Writers;

/// <summary>
/// Every card as text, made from real outcomes and kept beside this file, so that a change of wording is seen and read. With
/// REWRITE_SNAPSHOTS=1 in the environment they are written anew.
/// </summary>
public sealed class CardSnapshotTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ChurnChatBot.Tests", "Writers", "Snapshots");

    public static TheoryData<string> Names => [.. Cards.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_ReadsAsKept(string name)
    {
        var text = MessageText.Of(Cards.All[name]());
        var file = Path.Combine(Folder, name + ".txt");
        if (Environment.GetEnvironmentVariable("REWRITE_SNAPSHOTS") == "1") File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file), text);
    }

    [Fact]
    public void Snapshots_AreOfCardsThatExist() =>
        Assert.Equal(Cards.All.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
}
