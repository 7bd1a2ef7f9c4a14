namespace ChurnChatBot.Advice;

/// <summary>
/// Who reads requests and proposes plans: rules, which are always there, or a language model. Whoever it is, what comes back is typed
/// and closed, and is checked and measured in the same way.
/// </summary>
internal interface IAdvisor
{
    Task<Interpretation> InterpretAsync(string text, InterpretationContext context, CancellationToken cancellation);
}
