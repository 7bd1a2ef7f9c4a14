namespace ChurnChatBot.Tests.Scenarios;

/// <summary>Tests that start the program run one after the other, not beside each other: a training takes all the machine has.</summary>
[CollectionDefinition(Name)]
public sealed class ProgramRuns
{
    public const string Name = "The program as a process";
}
