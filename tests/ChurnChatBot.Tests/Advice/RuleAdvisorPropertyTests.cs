using System.Diagnostics;
using ChurnChatBot.Advice;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.Requests;
using FsCheck;
using FsCheck.Fluent;

namespace ChurnChatBot.Tests.Advice;

/// <summary>What holds for any text, not only for what people are expected to write.</summary>
public sealed class RuleAdvisorPropertyTests
{
    private static readonly string[] Contexts = [.. ExampleContexts.Names];

    [Fact]
    public void Interpret_AnyText_AnswersWithoutThrowing() =>
        Prop.ForAll<string, int>((text, pick) => Read(text ?? "", Contexts[Math.Abs(pick % Contexts.Length)]) is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void Interpret_RandomText_NeverApprovesOrDeletes() =>
        Prop.ForAll(RandomWords(), text => Contexts.All(context => Read(text, context) is not Understood { Request: ApproveRequest or DeleteProjectRequest or StartTrainingRequest }))
            .QuickCheckThrowOnFailure();

    /// <summary>Words of the lexicon in any order: more of them are understood, but a yes never comes with a "not" or a question.</summary>
    [Fact]
    public void Interpret_ShuffledVocabularyWithNegationOrQuestion_NeverApprovesOrDeletes()
    {
        string[] words = ["approve", "yes", "delete", "project", "this", "it", "all", "go", "ahead", "plan", "the", "please", "everything", "ok", "steps", "1", "and"];
        string[] guards = ["do not {0}", "should i {0}?", "never {0}", "what happens if i {0}", "don't {0} yet", "why {0}", "if you {0}", "is it wise to {0}?"];
        var texts = from count in Gen.Choose(1, 8)
                    from picked in Gen.ArrayOf(Gen.Elements(words), count)
                    from guard in Gen.Elements(guards)
                    select string.Format(System.Globalization.CultureInfo.InvariantCulture, guard, string.Join(' ', picked));
        Prop.ForAll(texts.ToArbitrary(), text => Contexts.All(context => Read(text, context) is not Understood { Request: ApproveRequest or DeleteProjectRequest }))
            .QuickCheckThrowOnFailure();
    }

    /// <summary>Who may be read about is opened by a plain statement only.</summary>
    [Fact]
    public void Interpret_ShuffledWordsAboutNamingWithNegationOrQuestion_NeverAllowIt()
    {
        string[] words = ["name", "customers", "customer", "names", "here", "show", "may", "be", "named", "shown", "you", "can", "in", "this", "channel", "allow", "are", "ok"];
        string[] guards = ["do not {0}", "should i {0}?", "never {0}", "may {0}?", "if you {0}", "don't {0}", "can {0}", "{0}?", "why {0}", "stop {0}"];
        var texts = from count in Gen.Choose(1, 7)
                    from picked in Gen.ArrayOf(Gen.Elements(words), count)
                    from guard in Gen.Elements(guards)
                    select string.Format(System.Globalization.CultureInfo.InvariantCulture, guard, string.Join(' ', picked));
        string[] known = ["name customers here", "customers may be named here", "customer names are ok here", "allow customer names", "you may show customer names in this channel"];
        Assert.All(known, text => Assert.IsType<NameCustomersRequest>(Assert.IsType<Understood>(Read(text, "thread")).Request));
        Assert.All(known.SelectMany(text => guards.Select(guard => string.Format(System.Globalization.CultureInfo.InvariantCulture, guard, text))), text => Assert.False(Allows(text), text));
        Prop.ForAll(texts.ToArbitrary(), text => !Allows(text)).QuickCheckThrowOnFailure();

        static bool Allows(string text) => Read(text, "thread") is Understood { Request: NameCustomersRequest { IsAllowed: true } };
    }

    [Fact]
    public void Interpret_EveryReadingOffered_IsUnderstoodAsThatReading()
    {
        var offered = 0;
        foreach (var (context, text) in PhrasingTests.All.SelectMany(row => Contexts.Select(context => (context, row.Text))))
        {
            var readings = Read(text, context) switch
            {
                Ambiguous ambiguous => ambiguous.Readings,
                NotUnderstood not => not.Closest,
                _ => [],
            };
            if (Read(text, context) is Ambiguous) Assert.InRange(readings.Count, 2, 4);
            foreach (var reading in readings)
            {
                offered++;
                var again = Assert.IsType<Understood>(Read(reading.Wording, context));
                Assert.Equal(InterpretationText.Of(reading.Request), InterpretationText.Of(again.Request));
                Assert.NotEmpty(reading.Label);
            }
        }

        Assert.True(offered > 100, $"only {offered} readings were offered");
    }

    [Fact]
    public async Task Interpret_UnknownColumn_SuggestsTheNearest()
    {
        var read = await new RuleAdvisor().InterpretAsync("what is totals_spnding?", ExampleContexts.Get("model"), CancellationToken.None);
        var closest = Assert.IsType<NotUnderstood>(read).Closest;
        Assert.Contains(closest, reading => reading.Request is ShowRequest { Column: "total_spend" });
    }

    [Theory]
    [InlineData("fill ")]
    [InlineData("not instead of ")]
    [InlineData("leave out leave ")]
    [InlineData("\"' ` ")]
    [InlineData("zxqv wvut ")]
    [InlineData("1 and 2 to ")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("total spend age city ")]
    [InlineData("-.-.1,111,")]
    public void Interpret_LongRepetitiveText_EndsQuickly(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 4_000 / part.Length));
        Read("warm up", "cleaning");
        var watch = Stopwatch.StartNew();
        Read(text, "cleaning");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Interpret_ThousandsOfColumnsAndLevels_EndsQuickly()
    {
        KnownColumn[] columns =
        [
            .. Enumerable.Range(0, 2_000).Select(i => new KnownColumn($"measure_{i:0000}_total", ColumnKind.Numeric, [])),
            new KnownColumn("town", ColumnKind.Categorical, [.. Enumerable.Range(0, 100_000).Select(i => $"Place {i}")]),
        ];
        var context = new InterpretationContext { Columns = columns, TargetColumn = "measure_0000_total", HasModel = true };
        var advisor = new RuleAdvisor();
        var first = await advisor.InterpretAsync("churn by measure 0017 total in place 4711", context, CancellationToken.None);
        Assert.Equal("rate measure_0017_total where town=Place 4711", InterpretationText.Of(first));
        var watch = Stopwatch.StartNew();
        await advisor.InterpretAsync(string.Join(' ', Enumerable.Repeat("mesure_0177_totl wrzlbrmft", 150)), context, CancellationToken.None);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Interpret_TooLongText_IsNotReadInPart() =>
        Assert.IsType<NotUnderstood>(Read("approve " + new string(' ', 4_000), "cleaning"));

    [Fact]
    public async Task Interpret_CancelledToken_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new RuleAdvisor().InterpretAsync("yes", ExampleContexts.Get("cleaning"), new CancellationToken(true)));

    private static Interpretation Read(string text, string context) =>
        new RuleAdvisor().InterpretAsync(text, ExampleContexts.Get(context), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Letters by chance, of at least five letters a word: short ones are words of ours too often.</summary>
    private static Arbitrary<string> RandomWords()
    {
        var word = from length in Gen.Choose(5, 12)
                   from letters in Gen.ArrayOf(Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789_".ToCharArray()), length)
                   select new string(letters);
        return (from count in Gen.Choose(1, 12) from words in Gen.ArrayOf(word, count) select string.Join(' ', words)).ToArbitrary();
    }
}
