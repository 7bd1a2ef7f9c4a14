namespace ChurnChatBot.DataScience.Analysis;

/// <summary>Whether the search came to something worth using.</summary>
public enum Verdict
{
    Model,
    NoModelWorthHaving,
    Refused,
}
