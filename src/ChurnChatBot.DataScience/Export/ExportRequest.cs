using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Recipes;

namespace ChurnChatBot.DataScience.Export;

/// <summary>What a model is handed over with. All that the files say comes from here, so equal requests give equal bytes.</summary>
public sealed record ExportRequest
{
    public required ChurnModel Model { get; init; }

    /// <summary>The approved plan, before fitting.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The columns of the file it was trained on, in its order.</summary>
    public required IReadOnlyList<RawColumn> Columns { get; init; }

    /// <summary>How the model was found and measured; null where that is not known, and the card says so.</summary>
    public TrainingOutcome? Training { get; init; }

    /// <summary>Most important first; none where the model was not explained.</summary>
    public IReadOnlyList<Driver> Drivers { get; init; } = [];

    /// <summary>Who agreed to what, in the order it was decided.</summary>
    public IReadOnlyList<ExportApproval> Approvals { get; init; } = [];

    /// <summary>What <c>score.py</c> looks for beside itself: the bytes of <see cref="ChurnModelJson"/> under this name.</summary>
    public string ModelFileName { get; init; } = "model.json";
}

/// <param name="Subject">What was decided on: "repairs", "measures", "training", "champion".</param>
/// <param name="By">The person's name as the channel gives it.</param>
/// <param name="PlanHash">Of the plan that was shown, or null.</param>
public sealed record ExportApproval(string Subject, string By, DateTimeOffset At, string? PlanHash = null);
