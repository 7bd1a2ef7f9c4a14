using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>A reading with how well it fits, 0 to 100; what is below <see cref="Threshold"/> is only suggested.</summary>
internal readonly record struct Candidate(PersonRequest Request, int Score)
{
    public const int Threshold = 45;

    /// <summary>Readings that are this close are both possible.</summary>
    public const int Close = 2;
}
