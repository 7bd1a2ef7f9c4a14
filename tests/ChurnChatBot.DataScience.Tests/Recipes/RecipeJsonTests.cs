using System.Text.Json;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Tests.Recipes;

/// <summary>A recipe that was stored is read back by every later version.</summary>
public sealed class RecipeJsonTests
{
    private static readonly string Stored = Path.Combine(AppContext.BaseDirectory, "Reference", "recipes", "recipe-v1.json");

    [Fact]
    public void Read_RecipeOfVersion1_IsTheSameRecipe()
    {
        var (recipe, fitted) = RecipeJson.Read(File.ReadAllText(Stored));

        Assert.Equal(new Recipe(StepCatalogueTests.OneOfEach), recipe);
        var data = StepCatalogueTests.Everything();
        var refitted = recipe.Fit(data.TakeRows(recipe.TrainingRows(data, Tables.Question)), Tables.Question).Fitted;
        Assert.Equal(refitted.Steps, fitted!.Steps);
        Assert.Equal(Tables.Print(refitted.Apply(data)), Tables.Print(fitted.Apply(data)));
    }

    [Fact]
    public void Write_ThenRead_IsTheSame()
    {
        var recipe = new Recipe(StepCatalogueTests.OneOfEach);
        var data = StepCatalogueTests.Everything();
        var fitted = recipe.Fit(data, Tables.Question).Fitted;

        var (read, readFitted) = RecipeJson.Read(RecipeJson.Write(recipe, fitted));

        Assert.Equal(recipe, read);
        Assert.Equal(fitted.Steps, readFitted!.Steps);
        Assert.Null(RecipeJson.Read(RecipeJson.Write(recipe)).Fitted);
        Assert.Equal(RecipeJson.Write(recipe, fitted), RecipeJson.Write(read, readFitted));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"steps":[]}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"steps":[{"kind":"run_code","code":"x"}]}""")]
    [InlineData("""{"version":1,"steps":[{"kind":"read_dates","column":"d"}]}""")]
    [InlineData("""{"version":1,"steps":[{"kind":"fill_missing","column":"d","method":1}]}""")]
    public void Read_WhatIsNoRecipe_IsRefused(string json) => Assert.ThrowsAny<JsonException>(() => RecipeJson.Read(json));
}
