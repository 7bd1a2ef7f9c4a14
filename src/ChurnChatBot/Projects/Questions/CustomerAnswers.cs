using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;

namespace ChurnChatBot.Projects.Questions;

/// <summary>Questions about one customer, answered with the champion and the file in force.</summary>
internal sealed class CustomerAnswers(ProjectFiles files)
{
    public async Task<ReplyMessage> WhyAsync(ProjectState state, string customer, CancellationToken cancellation)
    {
        if (Training(state) is not { } training) return NoModel();
        var raw = (await files.ReadAsync(state.File!, cancellation)).Dataset!;
        if (Customers.Row(raw, state.Question!, customer) is not { } row) return Unknown(customer, state);
        var answer = CustomerAnalysis.Why(raw, ModelOf(state, training, row), row);
        if (answer is null) return CustomerWriter.NoReasons(customer);
        var hasLeft = raw[state.Question!.TargetColumn].Format(row) == state.Question.PositiveLevel;
        return CustomerWriter.Why(answer, hasLeft);
    }

    public async Task<ReplyMessage> LowerRiskAsync(ProjectState state, string customer, CancellationToken cancellation)
    {
        if (Training(state) is not { } training) return NoModel();
        var raw = (await files.ReadAsync(state.File!, cancellation)).Dataset!;
        if (Customers.Row(raw, state.Question!, customer) is not { } row) return Unknown(customer, state);
        var model = ModelOf(state, training, row);
        var threshold = state.Explanation is { } explanation ? files.Load<ExplanationOutcome>(explanation).HighRisk : model.BaseRate;
        return CustomerWriter.LowerRisk(customer, threshold, CustomerAnalysis.LowerRisk(raw, model, row, threshold));
    }

    /// <summary>A customer of the file is judged by the model that had not seen them.</summary>
    private ChurnModel ModelOf(ProjectState state, TrainingOutcome training, int row)
    {
        var champion = files.LoadModel(training.ModelArtifact);
        return state.Explanation is { } explanation && files.Load<ExplanationOutcome>(explanation).CrossFitArtifact is { Length: > 0 } crossFit
            ? files.Load<CrossFitModel>(crossFit).ModelOf(row, champion)
            : champion;
    }

    /// <summary>The champion's training, else the last one: before anybody chose, the best found so far can be asked.</summary>
    private TrainingOutcome? Training(ProjectState state) =>
        (state.Champion?.Outcome ?? state.Training) is { } training ? files.Load<TrainingOutcome>(training) : null;

    private static ReplyMessage NoModel() => new(
        new Paragraph("There is no model yet that could say so. Say “show the plan” to go on towards one."));

    private static ReplyMessage Unknown(string customer, ProjectState state) =>
        CustomerWriter.Unknown(customer, RichText.Of($"{Data.Name(state.File!.Name)}"));
}
