using ChurnChatBot.Teams.Cards;

namespace ChurnChatBot.Tests.Teams.Cards;

/// <summary>
/// Every message of the bot as its Adaptive Card, page by page, kept beside this file, so that a change of a card is seen and read. With
/// REWRITE_SNAPSHOTS=1 in the environment they are written anew.
/// </summary>
public sealed class CardOutlineTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ChurnChatBot.Tests", "Teams", "Cards", "Outlines");

    public static TheoryData<string> Names => [.. Writers.Cards.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Card_LooksAsKept(string name)
    {
        var message = Writers.Cards.All[name]();
        var options = new CardOptions { MessageId = "m1" };
        var pages = Enumerable.Range(0, CardRenderer.CountPages(message, options)).Select(page => CardRenderer.Render(message, options with { View = new CardView(page) }));
        var outline = string.Join("--\n", pages.Select(CardOutline.Of));
        var file = Path.Combine(Folder, name + ".txt");
        if (Environment.GetEnvironmentVariable("REWRITE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, outline);
        }

        Assert.Equal(File.ReadAllText(file), outline);
    }

    [Fact]
    public void Outlines_AreOfCardsThatExist() =>
        Assert.Equal(Writers.Cards.All.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
}
