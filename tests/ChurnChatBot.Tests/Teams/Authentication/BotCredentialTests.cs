using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using ChurnChatBot.Teams;
using ChurnChatBot.Teams.Authentication;
using ChurnChatBot.Tests.Projects;

namespace ChurnChatBot.Tests.Teams.Authentication;

/// <summary>The four ways to prove that it is this bot, as they are seen on the wire.</summary>
public sealed class BotCredentialTests : IAsyncLifetime
{
    private const string Tenant = "8d1a2c3e-1111-4c55-9a3e-2b8f0f6f1d11";
    private const string Password = "correct horse";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("churn-certificate-");

    [AllowNull]
    private TokenEndpoint _endpoint;

    public async Task InitializeAsync() => _endpoint = await TokenEndpoint.StartAsync();

    public async Task DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Secret_OfASingleTenantBot_AsksItsTenant()
    {
        var request = await ObtainAsync(new TeamsOptions { AppId = TokenForge.AppId, TenantId = Tenant, ClientSecret = "a+secret&more" });
        Assert.Equal($"https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/token", request.Address);
        Assert.Equal("client_credentials", request.Form["grant_type"]);
        Assert.Equal(TokenForge.AppId, request.Form["client_id"]);
        Assert.Equal("a+secret&more", request.Form["client_secret"]);
        Assert.Equal("https://api.botframework.com/.default", request.Form["scope"]);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/", "botframework.com")]
    [InlineData("https://login.microsoftonline.us/", "MicrosoftServices.onmicrosoft.us")]
    [InlineData("https://login.partner.microsoftonline.cn/", "microsoftservices.partner.onmschina.cn")]
    [InlineData("https://login.gateway.example/", "botframework.com")]
    public async Task MultiTenantBot_AsksTheTenantOfTheBotService(string authority, string tenant)
    {
        var request = await ObtainAsync(new TeamsOptions { AppId = TokenForge.AppId, ClientSecret = "secret", Authority = new Uri(authority) });
        Assert.Equal($"{authority}{tenant}/oauth2/v2.0/token", request.Address, ignoreCase: true);
    }

    [Theory]
    [InlineData("certificate.pfx", Password)]
    [InlineData("certificate.pfx", null)]
    [InlineData("certificate.pem", null)]
    [InlineData("certificate.pem", Password)]
    public async Task Certificate_SignsAnAssertion_ThatItsKeyVerifies(string name, string? password)
    {
        using var rsa = RSA.Create(2048);
        using var certificate = Certificate(rsa);
        var path = Write(name, certificate, rsa, password);
        var request = await ObtainAsync(new TeamsOptions { AppId = TokenForge.AppId, TenantId = Tenant, CertificatePath = path, CertificatePassword = password });
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", request.Form["client_assertion_type"]);
        Assert.False(request.Form.ContainsKey("client_secret"));
        var parts = request.Form["client_assertion"].Split('.');
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]);
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256, Padding(parts[0])));
        using var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal(TokenForge.AppId, claims.RootElement.GetProperty("iss").GetString());
    }

    [Fact]
    public async Task ManagedIdentity_IsAskedForByItsClientId()
    {
        var request = await ObtainAsync(new TeamsOptions { AppId = TokenForge.AppId, UsesManagedIdentity = true });
        Assert.Contains("/metadata/identity/oauth2/token", request.Address, StringComparison.Ordinal);
        Assert.Equal(TokenForge.AppId, request.Form["client_id"]);
        Assert.Equal("https://api.botframework.com", request.Form["resource"]);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/", "api://AzureADTokenExchange")]
    [InlineData("https://login.microsoftonline.us/", "api://AzureADTokenExchangeUSGov")]
    public async Task FederatedCredential_ShowsTheIdentitysToken_InPlaceOfASecret(string authority, string exchange)
    {
        const string Identity = "11111111-2222-4c55-9a3e-2b8f0f6f1d11";
        var request = await ObtainAsync(new TeamsOptions { AppId = TokenForge.AppId, TenantId = Tenant, FederatedIdentityClientId = Identity, Authority = new Uri(authority) });
        var first = _endpoint.Requests[0];
        Assert.Equal(Identity, first.Form["client_id"]);
        Assert.Equal(exchange, first.Form["resource"]);
        Assert.Equal($"{authority}{Tenant}/oauth2/v2.0/token", request.Address);
        Assert.Equal(TokenForge.AppId, request.Form["client_id"]);
        Assert.StartsWith("token-", request.Form["client_assertion"], StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_ThatCannotBeUsed_IsSaidAtOnce_WithoutThePassword()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = Certificate(rsa);
        var garbage = Path.Combine(_folder.FullName, "garbage.pfx");
        File.WriteAllText(garbage, "garbage");
        var keyless = Path.Combine(_folder.FullName, "keyless.pem");
        File.WriteAllText(keyless, certificate.ExportCertificatePem());
        string[] paths = [garbage, keyless, Path.Combine(_folder.FullName, "missing.pfx"), Write("locked.pfx", certificate, rsa, "another"), Write("locked.pem", certificate, rsa, "another")];
        foreach (var path in paths)
        {
            var problem = Assert.Throws<ArgumentException>(() => BotCredential.Create(new TeamsOptions { AppId = TokenForge.AppId, CertificatePath = path, CertificatePassword = Password }));
            Assert.Contains("Teams:CertificatePath", problem.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, problem.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_WithoutAnyWay_AreRefused() => Assert.Throws<ArgumentException>(() => BotCredential.Create(new TeamsOptions { AppId = TokenForge.AppId }));

    private async Task<TokenRequest> ObtainAsync(TeamsOptions options)
    {
        var tokens = new BotTokens(BotCredential.Create(options, _endpoint.Transport), options.Scope, new AdjustableClock { Now = DateTimeOffset.UtcNow });
        Assert.StartsWith("token-", await tokens.GetAsync(CancellationToken.None), StringComparison.Ordinal);
        return _endpoint.Requests[^1];
    }

    private static X509Certificate2 Certificate(RSA rsa) =>
        new CertificateRequest("CN=churn bot", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));

    private string Write(string name, X509Certificate2 certificate, RSA rsa, string? password)
    {
        var path = Path.Combine(_folder.FullName, name);
        if (name.EndsWith(".pfx", StringComparison.Ordinal)) File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, password));
        else File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + KeyPem(rsa, password));
        return path;
    }

    private static string KeyPem(RSA rsa, string? password) => password is null
        ? rsa.ExportPkcs8PrivateKeyPem()
        : rsa.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

    private static RSASignaturePadding Padding(string header)
    {
        using var document = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(header));
        return document.RootElement.GetProperty("alg").GetString() == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
    }
}
