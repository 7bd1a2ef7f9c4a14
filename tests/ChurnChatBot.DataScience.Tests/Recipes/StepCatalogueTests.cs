using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.DataScience.Recipes.Steps;

namespace ChurnChatBot.DataScience.Tests.Recipes;

/// <summary>What holds for every step of the catalogue, whichever it is.</summary>
public sealed class StepCatalogueTests
{
    private static readonly DateTime Today = new(2023, 8, 22);

    /// <summary>One of each kind, in an order in which a recipe could hold them.</summary>
    internal static readonly RecipeStep[] OneOfEach =
    [
        new ReadDatesStep("join_date", ["dd.MM.yyyy"]),
        new ReadDatesStep("last_purchase_date", ["dd.MM.yyyy"]),
        new ReadNumbersStep("price", ','),
        new ReadCategoryStep("area_code"),
        new TreatAsMissingStep("age", ["-1"], 16, 100),
        new TidyTextStep("city"),
        new MergeLevelsStep("city", [new LevelMerge("Cologne", "Köln")]),
        new DropDuplicatesStep("customer_id", "last_purchase_date"),
        new SetAsideColumnStep("spare", SetAsideReason.Constant),
        new MissingCountStep { Name = "unknowns", Columns = ["age", "total_spend"] },
        new FillMissingStep("age", FillMethod.Median, RememberMissing: true),
        new FillMissingStep("total_spend", FillMethod.Constant, "0"),
        new LimitOutliersStep("total_spend", 0.05, 0.95),
        new GroupRareLevelsStep("city", 45),
        new DaysSinceStep { Name = "days_since_last_purchase", Date = "last_purchase_date", Reference = Today },
        new DaysBetweenStep { Name = "customer_lifetime", From = "join_date", Until = Today },
        new RatePerMonthStep { Name = "avg_spend_per_month", Amount = "total_spend", From = "join_date", To = "last_purchase_date" },
        new RatioStep { Name = "spend_per_year_of_age", Numerator = "total_spend", Denominator = "age" },
        new ShareStep { Name = "spend_share", Part = "total_spend", Whole = ["total_spend", "age"] },
        new SumStep { Name = "sum", Columns = ["total_spend", "age"] },
        new DifferenceStep { Name = "difference", Minuend = "total_spend", Subtrahend = "age", Per = "customer_lifetime" },
        new CountOfServicesStep { Name = "services", Columns = ["phone", "internet"] },
        new BinStep("age_band", "age", [25, 35, 50, 65]),
        new BinStep("spend_band", "total_spend", [], 4),
        new TargetEncodingStep("city_churn_rate", "city"),
        new FrequencyEncodingStep("city_frequency", "city"),
    ];

    public static TheoryData<int> Positions => [.. Enumerable.Range(0, OneOfEach.Length)];

    [Theory]
    [InlineData(typeof(RecipeStep))]
    [InlineData(typeof(FittedStep))]
    public void Catalogue_EveryConcreteType_IsRegisteredOnce(Type family)
    {
        var registered = family.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).ToArray();
        var concrete = family.Assembly.GetTypes().Where(type => type.IsSubclassOf(family) && !type.IsAbstract);

        Assert.Equal(concrete.OrderBy(type => type.Name), registered.Select(attribute => attribute.DerivedType).OrderBy(type => type.Name));
        Assert.Equal(registered.Length, registered.Select(attribute => attribute.TypeDiscriminator).Distinct().Count());
        Assert.All(concrete, type => Assert.True(type.IsSealed, type.Name));
    }

    [Fact]
    public void OneOfEach_CoversTheCatalogue()
    {
        var kinds = typeof(RecipeStep).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false);

        Assert.Equal(kinds.Select(kind => (string)kind.TypeDiscriminator!).Order(), OneOfEach.Select(step => step.Kind).Distinct().Order());
        Assert.All(OneOfEach, step => Assert.Equal(step.Kind, kinds.Single(kind => kind.DerivedType == step.GetType()).TypeDiscriminator));
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public void Step_ThroughJson_IsEqual(int position)
    {
        var step = OneOfEach[position];
        foreach (var options in (JsonSerializerOptions[])[RecipeJson.Options, JsonSerializerOptions.Default, JsonSerializerOptions.Web])
        {
            var json = JsonSerializer.Serialize(step, options);

            Assert.Equal(step, JsonSerializer.Deserialize<RecipeStep>(json, options));
            Assert.Contains($"\"kind\":{(options.WriteIndented ? " " : "")}\"{step.Kind}\"", json, StringComparison.Ordinal);
            Assert.DoesNotContain("\"Scope\"", json, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\"Inputs\"", json, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public void FittedStep_ThroughJson_IsEqualAndActsTheSame(int position)
    {
        var (step, before) = At(position);
        var fitted = step.Fit(before, Tables.Question).Fitted!;

        var read = JsonSerializer.Deserialize<FittedStep>(JsonSerializer.Serialize(fitted, RecipeJson.Options), RecipeJson.Options)!;

        Assert.Equal(fitted, read);
        Assert.Equal(Tables.Print(fitted.Apply(before)), Tables.Print(read.Apply(before)));
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public void FittedStep_AppliedTwice_ChangesNothingMore(int position)
    {
        var (step, before) = At(position);
        var fitted = step.Fit(before, Tables.Question).Fitted!;

        var once = fitted.Apply(before);

        Assert.Equal(Tables.Print(once), Tables.Print(fitted.Apply(once)));
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public void FittedStep_BatchWithoutItsColumns_IsReturnedAsItIs(int position)
    {
        var (step, before) = At(position);
        var fitted = step.Fit(before, Tables.Question).Fitted!;
        var other = Tables.Of(Tables.Numbers("elsewhere", 1, 2));

        Assert.Same(other, fitted.Apply(other));
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public void FittedStep_BatchWithOtherKindsOfColumn_DoesNotThrow(int position)
    {
        var (step, before) = At(position);
        var fitted = step.Fit(before, Tables.Question).Fitted!;
        foreach (var column in before.Columns.Where(column => step.Inputs.Contains(column.Name)))
        {
            var name = column.Name;
            Column[] others = [Text(name), Tables.Numbers(name, null, 1, 1e300), Tables.Dates(name, null, "2023-01-01", "0001-01-01"), Tables.Levels(name, null, "x", "y")];
            foreach (var other in others)
            {
                var applied = fitted.Apply(before.TakeRows([0, 1, 2]).With(other));
                Assert.InRange(applied.RowCount, 2, 3);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public void Step_WithoutItsColumn_DeclinesWithAReason(int position)
    {
        var step = OneOfEach[position];
        var fit = step.Fit(Tables.Of(Tables.Numbers("churned", 1, 0)), Tables.Question);

        Assert.Null(fit.Fitted);
        Assert.Contains(step.Inputs, input => fit.NotApplicable!.Contains($"`{input}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Step_OnTheOutcome_Declines()
    {
        var data = Tables.Customers();
        RecipeStep[] steps =
        [
            new FillMissingStep("churned", FillMethod.Median),
            new SetAsideColumnStep("churned", SetAsideReason.Chosen),
            new RatioStep { Name = "leak", Numerator = "churned", Denominator = "age" },
            new BinStep("churned", "age", [30]),
        ];

        Assert.All(steps, step => Assert.Contains("outcome", step.Fit(data, Tables.Question).NotApplicable, StringComparison.Ordinal));
    }

    [Fact]
    public void Steps_WithEqualLists_AreEqual()
    {
        Assert.Equal(new ReadDatesStep("d", ["a", "b"]), new ReadDatesStep("d", ["a", "b"]));
        Assert.Equal(new ReadDatesStep("d", ["a", "b"]).GetHashCode(), new ReadDatesStep("d", ["a", "b"]).GetHashCode());
        Assert.NotEqual(new ReadDatesStep("d", ["a", "b"]), new ReadDatesStep("d", ["b", "a"]));
    }

    /// <summary>Data with everything that <see cref="OneOfEach"/> reads.</summary>
    internal static Dataset Everything()
    {
        var customers = Tables.Customers();
        var rows = customers.RowCount;
        return new Dataset("everything", [
            .. customers.Columns,
            new TextColumn("price", [.. Enumerable.Range(0, rows).Select(row => row % 9 == 0 ? null : $"€ 1.{100 + row},50")]),
            new NumericColumn("area_code", [.. Enumerable.Range(0, rows).Select(row => row % 7 == 0 ? double.NaN : 400 + (row % 3))]),
            CategoricalColumn.FromCells("spare", [.. Enumerable.Repeat("same", rows)]),
            CategoricalColumn.FromCells("phone", [.. Enumerable.Range(0, rows).Select(row => row % 4 == 0 ? null : row % 2 == 0 ? "Yes" : "No")]),
            CategoricalColumn.FromCells("internet", [.. Enumerable.Range(0, rows).Select(row => row % 4 == 0 ? null : "Yes")]),
        ]);
    }

    private static TextColumn Text(string name) => Tables.Text(name, null, "?", "'; drop table");

    private static (RecipeStep Step, Dataset Before) At(int position)
    {
        var data = OneOfEach.Take(position).Aggregate(Everything(), (current, step) => step.Run(current));
        return (OneOfEach[position], data);
    }
}
