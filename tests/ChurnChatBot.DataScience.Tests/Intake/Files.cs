using System.Text;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Intake;

namespace ChurnChatBot.DataScience.Tests.Intake;

/// <summary>Short ways to read a file that a test has in its hands.</summary>
internal static class Files
{
    public static IntakeResult Read(string text, IntakeOptions? options = null, string name = "customers.csv") =>
        Read(Encoding.UTF8.GetBytes(text), name, options);

    public static IntakeResult Read(byte[] bytes, string name = "customers.csv", IntakeOptions? options = null)
    {
        using var stream = new MemoryStream(bytes);
        return DatasetReader.Read(stream, name, options);
    }

    public static IntakeResult ReadReal(string file, IntakeOptions? options = null)
    {
        using var stream = File.OpenRead(RealData.PathOf(file));
        return DatasetReader.Read(stream, file, options);
    }

    public static Dataset Table(this IntakeResult result)
    {
        Assert.Null(result.Refusal);
        return Assert.IsType<Dataset>(result.Dataset);
    }

    public static IReadOnlyList<string?> Cells(this Dataset dataset, string column) =>
        [.. Enumerable.Range(0, dataset.RowCount).Select(dataset[column].Format)];

    public static IntakeProblem Problem(this IntakeResult result, string kind) => Assert.Single(result.Problems, problem => problem.Kind == kind);
}
