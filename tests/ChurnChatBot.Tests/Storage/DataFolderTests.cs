using ChurnChatBot.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ChurnChatBot.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FolderInUse_IsRefusedWithASentence()
    {
        var options = new StorageOptions { DataFolder = _folder.File("data") };
        using (DataFolder.Open(options))
        {
            var problem = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(options));
            Assert.Contains("already in use by another running bot", problem.Message, StringComparison.Ordinal);
            Assert.Contains("Storage:DataFolder", problem.Message, StringComparison.Ordinal);
        }

        DataFolder.Open(options).Dispose();
    }

    [Fact]
    public void Open_NewFolder_OnlyItsOwnerMayRead()
    {
        using var folder = DataFolder.Open(new StorageOptions { DataFolder = _folder.File("data") });

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Root));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    public void Validate_NoFolder_IsRefused(string folder) =>
        Assert.Throws<ArgumentException>(() => new StorageOptions { DataFolder = folder }.Validate());

    [Fact]
    public void Validate_FileInItsPlace_IsRefused()
    {
        File.WriteAllText(_folder.File("data"), "");

        Assert.Throws<ArgumentException>(() => new StorageOptions { DataFolder = _folder.File("data") }.Validate());
    }

    [Fact]
    public void ReadStorageOptions_FromConfiguration_OrDefault()
    {
        var configured = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:DataFolder", "elsewhere")]).Build();

        Assert.Equal("elsewhere", configured.ReadStorageOptions().DataFolder);
        Assert.Equal(".churn", new ConfigurationBuilder().Build().ReadStorageOptions().DataFolder);
    }

    [Fact]
    public async Task Host_SecondOnOneFolder_DoesNotStart()
    {
        using var first = Build();
        await first.StartAsync();
        using var second = Build();

        await Assert.ThrowsAsync<DataFolderInUseException>(() => second.StartAsync());

        IHost Build()
        {
            var builder = Host.CreateApplicationBuilder();
            builder.Services.AddStorage(new StorageOptions { DataFolder = _folder.File("data") });
            return builder.Build();
        }
    }
}
