using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>Loads the certificate by which the bot proves that it is the app: PEM or PFX, told apart by what is in the file.</summary>
internal static class BotCertificate
{
    private const long MaxBytes = 1 << 20;

    /// <exception cref="ArgumentException">The file cannot be used; says why, and never the password.</exception>
    public static X509Certificate2 Load(string path, string? password)
    {
        try
        {
            var certificate = Read(path, password);
            if (certificate.GetRSAPrivateKey() is { } key)
            {
                key.Dispose();
                return certificate;
            }

            certificate.Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw NotUsable("the file cannot be read", problem);
        }
        catch (CryptographicException problem)
        {
            throw NotUsable("it is no certificate with a private key, or the password is not its own", problem);
        }

        throw NotUsable("there is no private RSA key with it", null);
    }

    private static X509Certificate2 Read(string path, string? password)
    {
        if (new FileInfo(path).Length > MaxBytes) throw NotUsable("it is larger than 1 MB", null);
        if (!File.ReadAllText(path).Contains("-----BEGIN ", StringComparison.Ordinal))
        {
            // Nothing of the key is written to the disk, where the system can do without.
            var storage = OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;
            return X509CertificateLoader.LoadPkcs12FromFile(path, password, storage);
        }

        return password is { Length: > 0 } ? X509Certificate2.CreateFromEncryptedPemFile(path, password) : X509Certificate2.CreateFromPemFile(path);
    }

    private static ArgumentException NotUsable(string why, Exception? problem) =>
        new($"{TeamsOptions.Section}:{nameof(TeamsOptions.CertificatePath)} is not usable: {why}. Expected a PEM or PFX file with its private RSA key.", problem);
}
