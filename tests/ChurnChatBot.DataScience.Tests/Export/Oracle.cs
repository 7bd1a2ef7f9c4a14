using System.Diagnostics;

namespace ChurnChatBot.DataScience.Tests.Export;

/// <summary>Runs another program on files in a folder of its own, which is gone afterwards.</summary>
internal sealed class Oracle : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export");

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    public void Write(string file, Action<Stream> write)
    {
        using var stream = File.Create(PathOf(file));
        write(stream);
    }

    public void Write(string file, IEnumerable<double> values) => Write(file, stream =>
    {
        using var writer = new BinaryWriter(stream);
        foreach (var value in values) writer.Write(value);
    });

    public double[] ReadDoubles(string file)
    {
        var bytes = File.ReadAllBytes(PathOf(file));
        var values = new double[bytes.Length / sizeof(double)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }

    /// <summary>Fails the test with what the program said where it did not end well.</summary>
    public static void Run(string program, params string[] arguments)
    {
        var (exit, error) = Start(program, arguments);
        Assert.True(exit == 0, $"{Path.GetFileName(program)} ended with {exit}: {error}");
    }

    public static (int ExitCode, string Error) Start(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (process.WaitForExit(Patience)) return (process.ExitCode, error.Result + output.Result);
            process.Kill(entireProcessTree: true);
            return (-1, $"It did not end within {Patience.TotalMinutes} minutes.");
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            return (-1, problem.Message);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
