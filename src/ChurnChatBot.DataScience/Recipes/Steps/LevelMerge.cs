namespace ChurnChatBot.DataScience.Recipes.Steps;

/// <summary>One spelling and the level it means.</summary>
public sealed record LevelMerge(string From, string Into);

/// <summary>A level and the number that stands for it.</summary>
public sealed record LevelValue(string Level, double Value);
