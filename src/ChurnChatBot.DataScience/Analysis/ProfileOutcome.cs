using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Profiling;

namespace ChurnChatBot.DataScience.Analysis;

/// <param name="Intake">How the file was read, without the dataset itself.</param>
/// <param name="Profile">What it holds; null where the file was refused.</param>
public sealed record ProfileOutcome(IntakeResult Intake, DatasetProfile? Profile);
