using ChurnChatBot.Advice.Rules;

namespace ChurnChatBot.Advice;

/// <summary>
/// The advisor that is always there: it reads words by a lexicon and a grammar, without any language model, and says when it does
/// not understand. What is written is only ever matched, never carried out.
/// </summary>
internal sealed class RuleAdvisor : IAdvisor
{
    private static readonly Lazy<LexiconIndex> English = new(() => new LexiconIndex(EnglishLexicon.Instance));

    public Task<Interpretation> InterpretAsync(string text, InterpretationContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(new Interpreter(English.Value).Read(text, context));
    }
}
