using ChurnChatBot.CommandLine;

namespace ChurnChatBot.Tests.CommandLine;

public sealed class AnalyzeArgumentsTests
{
    [Fact]
    public void Read_FileAlone_HasTheDocumentedDefaults()
    {
        var (arguments, problem) = AnalyzeArguments.Read(["data/customers.csv"]);

        Assert.Null(problem);
        Assert.Equal(new AnalyzeArguments { File = "data/customers.csv", OutFolder = "customers-churn", Budget = TimeSpan.FromSeconds(60), Seed = 42 }, arguments);
    }

    [Fact]
    public void Read_EveryOption_InEitherForm()
    {
        var expected = new AnalyzeArguments
        {
            File = "a.csv",
            Target = "left=1",
            OutFolder = "out",
            Budget = TimeSpan.FromMinutes(2),
            MaxTrials = 7,
            Seed = -1,
            Yes = true,
        };

        Assert.Equal(expected, AnalyzeArguments.Read(["--yes", "--target=left=1", "--out", "out", "--budget=2m", "--trials", "7", "a.csv", "--seed", "-1"]).Arguments);
        Assert.Equal(expected, AnalyzeArguments.Read(["a.csv", "--target", "left=1", "--out=out", "--budget", "120s", "--trials=7", "--seed=-1", "--yes"]).Arguments);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("30s", 30)]
    [InlineData("1.5M", 90)]
    [InlineData("10h", 36_000)]
    public void Read_Budget_InSecondsMinutesHours(string text, double seconds) =>
        Assert.Equal(seconds, AnalyzeArguments.Read(["a.csv", "--budget", text]).Arguments!.Budget.TotalSeconds);

    [Theory]
    [InlineData("No file was given.")]
    [InlineData("No file was given.", "")]
    [InlineData("Two files were given, 'a.csv' and 'b.csv'; analyze takes one.", "a.csv", "b.csv")]
    [InlineData("There is no option '--fast'.", "a.csv", "--fast")]
    [InlineData("There is no option '-y'.", "a.csv", "-y")]
    [InlineData("The option '--target' needs a value.", "a.csv", "--target")]
    [InlineData("The option '--target' needs a value.", "a.csv", "--target", "--yes")]
    [InlineData("The option '--out' needs a value.", "a.csv", "--out", "")]
    [InlineData("The option '--yes' takes no value.", "a.csv", "--yes=no")]
    [InlineData("The option '--seed' was given twice.", "a.csv", "--seed", "1", "--seed=2")]
    [InlineData("--seed was '1.5', where a whole number was expected.", "a.csv", "--seed", "1.5")]
    [InlineData("--trials was '0', where a whole number from 1 to 10000 was expected.", "a.csv", "--trials", "0")]
    [InlineData("--budget was '11h', where a time from 1s to 10h was expected, such as 90s or 2m.", "a.csv", "--budget", "11h")]
    [InlineData("--budget was '99999999999999999h', where a time from 1s to 10h was expected, such as 90s or 2m.", "a.csv", "--budget", "99999999999999999h")]
    [InlineData("--budget was 'soon', where a time from 1s to 10h was expected, such as 90s or 2m.", "a.csv", "--budget", "soon")]
    public void Read_Wrong_IsSaidInASentence(string problem, params string[] words) => Assert.Equal((null, problem), AnalyzeArguments.Read(words));
}
