using ChurnChatBot.Requests;

namespace ChurnChatBot.Advice.Rules;

/// <summary>A change to the plan, as long as it is not a question about one.</summary>
internal static class EditFrame
{
    public static IEnumerable<Candidate> Read(Sentence sentence)
    {
        if (sentence.IsQuestion || sentence.HasAny(Concept.If, Concept.Happen, Concept.Churn, Concept.Risk) && !sentence.HasAny(Concept.Fill, Concept.Drop, Concept.Keep, Concept.Instead, Concept.LeaveOut, Concept.Merge, Concept.LeaveAlone, Concept.Use)) yield break;
        if (sentence.HasAny(Concept.If) || sentence.Context.Columns.Count == 0 || sentence.Context.TrainingRuns) yield break;
        var readings = new EditReader(sentence).Read();
        foreach (var edits in readings) yield return new(new AmendRequest(edits, sentence.Reason), Score(sentence, edits));
    }

    private static int Score(Sentence sentence, IReadOnlyList<PlanEdit> edits)
    {
        var score = 80 + Math.Min(4, 2 * (edits.Count - 1));
        if (sentence.HasAny(Concept.Rate, Concept.By) && !sentence.HasAny(Concept.Fill, Concept.DividedBy)) score -= 12;
        // Without a verb of doing, and with nothing to be undone, a column in a sentence is hardly a change.
        return sentence.HasAny(Concept.Show, Concept.What, Concept.Which, Concept.How) ? score - 20 : score;
    }
}
