namespace ChurnChatBot.Tests.Teams.Package;

/// <summary>The icons are as Teams wants them: sizes, transparency, one colour in outline, and nothing cut off where corners are rounded.</summary>
public sealed class IconTests
{
    private const int SafeStart = (192 - 120) / 2;
    private const int SafeEnd = SafeStart + 120;

    [Fact]
    public void ColorIcon_HasItsSizeAndNothingTransparent()
    {
        var icon = Read("color.png");
        Assert.Equal((192, 192), (icon.Width, icon.Height));
        Assert.All(icon.All, pixel => Assert.Equal(255, pixel.Color.Alpha));
    }

    [Fact]
    public void ColorIcon_OutsideTheSafeArea_IsItsAccentColorAlone()
    {
        var accent = new Rgba(0x0B, 0x6E, 0x66, 255);
        var symbol = Read("color.png").All.Where(pixel => pixel.Color != accent).ToList();
        Assert.NotEmpty(symbol);
        Assert.All(symbol, pixel => Assert.True(pixel is { X: >= SafeStart and < SafeEnd, Y: >= SafeStart and < SafeEnd }, $"{pixel} is outside the safe area"));
        Assert.Contains("\"accentColor\": \"#0B6E66\"", ManifestSource.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void OutlineIcon_IsWhiteOnNothing()
    {
        var icon = Read("outline.png");
        Assert.Equal((32, 32), (icon.Width, icon.Height));
        Assert.All(icon.All.Where(pixel => pixel.Color.Alpha > 0), pixel => Assert.Equal((255, 255, 255), (pixel.Color.Red, pixel.Color.Green, pixel.Color.Blue)));
        var drawn = icon.All.Count(pixel => pixel.Color.Alpha == 255);
        Assert.InRange(drawn, 32 * 32 / 10, 32 * 32 / 2);
        Assert.Equal(0, icon[0, 0].Alpha);
    }

    private static PngPixels Read(string file) => PngPixels.Read(File.ReadAllBytes(Path.Combine(ManifestSource.Folder, file)));
}
