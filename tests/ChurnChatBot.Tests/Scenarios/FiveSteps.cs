namespace ChurnChatBot.Tests.Scenarios;

/// <summary>The way from a file to an explained model, as a person walks it in any channel.</summary>
internal static class FiveSteps
{
    /// <summary>From the sample to its cleaning plan.</summary>
    /// <param name="look">Called at every stage, with its name.</param>
    public static async Task<ScenarioCard> ProposeSampleAsync(IScenarioThread thread, Func<string, Task>? look = null)
    {
        await thread.PressAsync("Try the sample");
        var profile = await thread.WaitForCardAsync("customers, 7 columns");
        if (look is not null) await look("profile");
        Assert.True(profile.Says("customer_data.csv: 5,012 customers, 7 columns, 20.9 % left (churned = 1)."), profile.Text);
        Assert.True(profile.Says("total_spend is missing for 312 customers (6.2 %)"), profile.Text);
        Assert.True(profile.Says("age has 9 impossible values (-1, 0, 142)"), profile.Text);
        Assert.True(profile.Says("12 customers appear more than once in customer_id"), profile.Text);
        await thread.PressAsync("See the cleaning plan");
        var plan = await thread.WaitForCardAsync("repairs I suggest");
        Assert.Equal(8, plan.Toggles.Count(toggle => toggle.IsOn));
        Assert.Contains(plan.Toggles, toggle => toggle.Says("Fill total_spend with the median 162.55"));
        return plan;
    }

    /// <summary>Words decide as buttons do, and the card that waited says so in its place.</summary>
    public static async Task ApproveInWordsAsync(IScenarioThread thread)
    {
        var plan = await ProposeSampleAsync(thread);

        await thread.SayAsync("approve");
        await thread.WaitForCardAsync("each tested on customers it had not seen");

        var decided = Assert.Single(await thread.SettledAsync(), card => card.Id == plan.Id);
        Assert.True(decided.Says("Approved by "), decided.Text);
        Assert.DoesNotContain(decided.Buttons, button => button.Label.StartsWith("Approve", StringComparison.Ordinal));
    }

    /// <summary>The way with a real file.</summary>
    public static async Task WalkTelcoAsync(IScenarioThread thread)
    {
        await thread.UploadAsync(RealData.PathOf("telco_ibm.csv"));
        await thread.WaitForCardAsync("7,043 customers, 21 columns, 26.5 % left (Churn = Yes).");
        await thread.PressAsync("See the cleaning plan");
        await thread.WaitForCardAsync("Fill TotalCharges with 0 (11 rows)");
        await DecideAsync(thread, Walk.Telco);
    }

    /// <summary>The way with the sample, until there is a model: with a change in words, and back.</summary>
    public static async Task WalkSampleAsync(IScenarioThread thread)
    {
        await ProposeSampleAsync(thread);
        await FillWithZeroAsync(thread);
        await FillWithMedianAsync(thread);
        await DecideAsync(thread, Walk.Sample);
    }

    /// <summary>A change in words that the data speaks against.</summary>
    public static async Task FillWithZeroAsync(IScenarioThread thread)
    {
        await thread.SayAsync("fill total_spend with 0 instead, no purchase means no spend");
        var zero = await thread.WaitForCardAsync("Changed: Fill total_spend with 0");
        Assert.True(zero.Says("reason noted: “no purchase means no spend”"), zero.Text);
        Assert.True(zero.Says("But 291 of the 312 customers without total_spend have a last_purchase_date, so they did buy."), zero.Text);
    }

    /// <summary>And back.</summary>
    public static async Task<ScenarioCard> FillWithMedianAsync(IScenarioThread thread)
    {
        await thread.SayAsync("fill total_spend with the median");
        var median = await thread.WaitForCardAsync("Changed: Fill total_spend with the median 162.55");
        Assert.False(median.Says("so they did buy"), median.Text);
        // The reason was one for the zero.
        Assert.False(median.Says("no purchase means no spend"), median.Text);
        return median;
    }

    /// <summary>Approves the plan that waits and goes on to the model's explanation.</summary>
    /// <param name="look">Called at every stage, with its name.</param>
    /// <returns>The executive's card, with its files.</returns>
    public static async Task<ScenarioCard> DecideAsync(IScenarioThread thread, Walk walk, Func<string, Task>? look = null)
    {
        look ??= _ => Task.CompletedTask;
        await look("cleaning");
        await thread.PressAsync(walk.CleaningButton, walk.Untick);
        await thread.WaitForCardAsync("each tested on customers it had not seen");
        await look("features");
        await thread.PressAsync(walk.FeaturesButton);
        await thread.WaitForCardAsync("I suggest boosted trees");
        await look("plan");
        await thread.PressAsync("Start (60 seconds)");
        await look("training");
        var result = await thread.WaitForCardAsync("ranks a leaving customer above a staying one");
        Assert.True(result.Says("calling at random"), result.Text);
        await look("results");
        await thread.PressAsync("champion");
        var explanation = await thread.WaitForCardAsync("Why they leave:");
        await look("explanation");
        // A card that was decided says so, and no longer that it waits.
        var decided = (await thread.SettledAsync()).Where(card => card.Says("Approved by ")).ToArray();
        Assert.Equal(4, decided.Length);
        Assert.All(decided, card => Assert.False(card.Says("until you approve"), card.Text));
        Assert.Equal(["model.json", "recipe.json", "report.html", "scores.csv"], explanation.Files.Keys.Order(StringComparer.Ordinal));
        return explanation;
    }

    /// <summary>Asks about one customer and about a group.</summary>
    public static async Task AskAsync(IScenarioThread thread, Func<string, Task>? look = null)
    {
        look ??= _ => Task.CompletedTask;
        await thread.SayAsync("why is customer C00042 at risk?");
        var why = await thread.WaitForCardAsync("C00042:");
        Assert.True(why.Says("days_since_last_purchase 143"), why.Text);
        await look("why");
        await thread.SayAsync("what would lower it?");
        var lower = await thread.WaitForCardAsync("brings C00042 under");
        Assert.True(lower.Says("last_purchase_date from 2023-04-01"), lower.Text);
        await look("lower");
        await thread.SayAsync("churn rate by city?");
        var rate = await thread.WaitForCardAsync("Leipzig loses most: 32.5 % of 317");
        Assert.True(rate.Says("the average is 20.9 %"), rate.Text);
        await look("rate");
        await thread.SayAsync("show the decisions");
        var decisions = await thread.WaitForCardAsync("Who decided what, when");
        await look("decisions");
        foreach (var line in (string[])["upload", "amend (Cleaning)", "approve (Cleaning)", "approve (Features)", "approve (Training)", "approve (Explanation)"])
            Assert.True(decisions.Says(line), decisions.Text);
    }
}

/// <summary>What differs from file to file on the way.</summary>
/// <param name="CleaningButton">Words of the button that approves the repairs.</param>
/// <param name="FeaturesButton">Words of the button that decides on the measures.</param>
/// <param name="Untick">Items that are left out of the cleaning.</param>
internal sealed record Walk(string CleaningButton, string FeaturesButton, params string[] Untick)
{
    public static Walk Sample { get; } = new("Approve 8 steps", "Approve 3 measures", "In city,");

    public static Walk Telco { get; } = new("Approve 1 step", "Go on without");
}
