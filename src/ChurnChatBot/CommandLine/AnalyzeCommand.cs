using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Data;
using ChurnChatBot.DataScience.Evaluation;
using ChurnChatBot.DataScience.Export;
using ChurnChatBot.DataScience.Intake;
using ChurnChatBot.DataScience.Learning;
using ChurnChatBot.DataScience.Learning.Tuning;
using ChurnChatBot.DataScience.Profiling;
using ChurnChatBot.DataScience.Recipes;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Projects.Steps;
using Spectre.Console;

namespace ChurnChatBot.CommandLine;

/// <summary>
/// The five steps at a terminal: the same analyses and the same cards as in a chat, with approvals asked there or given by --yes.
/// Writes the report and the artefacts into a folder, result.json last, so that its presence means that all was done.
/// </summary>
internal sealed class AnalyzeCommand(AnalyzeArguments arguments, IAnsiConsole console, TimeProvider time)
{
    private const int Done = 0;
    private const int NotDone = 1;
    private string FileName => Path.GetFileName(arguments.File);

    private readonly TerminalRenderer _renderer = new(console);
    private readonly StepTimings _timings = new(time);
    private readonly List<ReplyMessage> _cards = [];
    private readonly List<ExportApproval> _approvals = [];

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            if (await ReadAsync(cancellation) is not { Dataset: { } raw } intake) return NotDone;
            if (Profile(intake, raw, cancellation) is not { Question: { } question } profile) return NotDone;
            return await StepsAsync(new Subject(intake, raw, profile, question), cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The system's own words say which file and why; nothing of the file's content is in them.
            console.MarkupLineInterpolated($"[red]I could not read or write a file:[/] {problem.Message} Check the path and its permissions, then run it again.");
            return NotDone;
        }
    }

    private async Task<int> StepsAsync(Subject subject, CancellationToken cancellation)
    {
        var (intake, raw, profile, question) = subject;
        var result = new AnalyzeResult(intake, profile, _timings.All);
        try
        {
            var cleaning = _timings.Measure("cleaning", () => Working("Finding repairs", () => CleaningAnalysis.Run(new CleaningInput
            {
                Raw = raw,
                Profile = profile,
                Question = question,
                Seed = arguments.Seed,
                Cancellation = cancellation,
            })));
            Show(CleaningWriter.Write(cleaning, FileName, "", ""));
            if (cleaning.Items.Count > 0 && !Approved("repairs", "Approve these repairs?")) return NotDone;
            result = result with { Cleaning = cleaning };
            var features = _timings.Measure("features", () => Working("Testing new measures", () => FeatureAnalysis.Run(new FeatureInput
            {
                Raw = raw,
                Profile = profile,
                Question = question,
                Cleaning = cleaning.RecipeOf(),
                Seed = arguments.Seed,
                Cancellation = cancellation,
            })));
            Show(FeatureWriter.Write(features, FileName, "", ""));
            if (features.Items.Count > 0 && !Approved("measures", "Approve these measures?")) return NotDone;
            result = result with { Features = features };
            _renderer.Write(TrainingPlanWriter.Write(profile, FileName, "", ""));
            if (!Approved("training", "Start the training?")) return NotDone;
            var recipe = cleaning.RecipeOf().Then(features.RecipeOf().Steps);
            var (training, model) = await TrainAsync(raw, question, recipe, cancellation);
            return Finish(raw, model, recipe, result with { Training = training }, cancellation);
        }
        catch (TrainingRefusedException refused)
        {
            _renderer.Write(ConversationWriter.Refused(RichText.Of($"{Messages.Data.Cell(refused.Verdict.Reason)}"), TrainingWriter.AfterRefusal(refused.Verdict)));
            Write(result with { Refusal = refused.Verdict }, null);
            return NotDone;
        }
    }

    private int Finish(Dataset raw, ChurnModel model, Recipe recipe, AnalyzeResult result, CancellationToken cancellation)
    {
        var training = result.Training!;
        if (training.Verdict.Kind != VerdictKind.Model)
        {
            Show(TrainingWriter.NoModel(training, FileName));
            return Write(result, null);
        }

        Show(TrainingWriter.Write(training, FileName, "", ""));
        if (!Approved("champion", "Make it the champion?")) return NotDone;
        var (explanation, crossFit) = _timings.Measure("explanation", () => Working("Explaining the model", () => ExplanationAnalysis.Run(new ExplanationInput
        {
            Raw = raw,
            Model = model,
            Recipe = recipe,
            Training = training,
            Seed = arguments.Seed,
            Cancellation = cancellation,
        })));
        Show(ExplanationWriter.Write(explanation, FileName, []));
        var deliverables = Deliverables.Make(new DeliverableInput(raw, model, crossFit, recipe, training, explanation, _cards, FileName, time.GetUtcNow()));
        return Write(result with { Explanation = explanation }, deliverables, new ExportRequest
        {
            Model = model,
            Recipe = recipe,
            Columns = RawColumn.Of(raw, result.Intake.Readings),
            Training = training,
            Drivers = explanation.Drivers,
            Approvals = _approvals,
        });
    }

    private async Task<IntakeResult?> ReadAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(arguments.File))
        {
            console.MarkupLineInterpolated($"[red]'{arguments.File}' is a folder.[/] Give the path of one CSV or Excel file in it.");
            return null;
        }

        if (!File.Exists(arguments.File))
        {
            console.MarkupLineInterpolated($"[red]There is no file '{arguments.File}'.[/] Give the path of a CSV or Excel file.");
            return null;
        }

        var intake = await Task.Run(() => _timings.Measure("intake", () =>
        {
            using var stream = File.OpenRead(arguments.File);
            return DatasetReader.Read(stream, Path.GetFileName(arguments.File), new IntakeOptions(), cancellation);
        }), cancellation);
        if (intake.Refusal is { } refusal) _renderer.Write(ProfileWriter.Refused(refusal, intake.FileName));
        return intake;
    }

    private DatasetProfile? Profile(IntakeResult intake, Dataset raw, CancellationToken cancellation)
    {
        ChurnQuestion? chosen = null;
        if (arguments.Target is { } column)
        {
            var check = TargetCheck.Check(raw, column);
            if (check.Problem is { } problem)
            {
                _renderer.Write(ProfileWriter.TargetRefused(problem, column));
                return null;
            }

            chosen = new ChurnQuestion(column, check.PositiveLevel!);
        }

        var outcome = _timings.Measure("profile", () => ProfileAnalysis.Run(intake, chosen, cancellation));
        Show(ProfileWriter.Write(intake, outcome.Profile!));
        ShowOddities(intake);
        if (outcome.Profile!.Question is null)
            console.MarkupLine("Name the column that says who left with [bold]--target COLUMN[/].");
        return outcome.Profile;
    }

    // In a chat these stand behind Details, which a terminal does not have.
    private void ShowOddities(IntakeResult intake)
    {
        if (ProfileWriter.Notes(intake) is { Items.Count: > 0 } notes) _renderer.Write(new ReplyMessage(new Messages.Paragraph("Noticed while reading:"), notes));
        if (intake.RowsSetAside.Count > 0)
        {
            _renderer.Write(new ReplyMessage(new Messages.Paragraph("Rows set aside:"), new Bullets([.. intake.RowsSetAside.Take(5)
                .Select(row => RichText.Of($"line {Fact.Count("intake.line", row.Line)}: {Messages.Data.Cell(row.Reason)}"))])));
        }
    }

    private async Task<(TrainingOutcome Outcome, ChurnModel Model)> TrainAsync(Dataset raw, ChurnQuestion question, Recipe recipe, CancellationToken cancellation)
    {
        return await console.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn()).StartAsync(async progress =>
        {
            var bar = progress.AddTask("Training", maxValue: 1);
            var input = new TrainingInput
            {
                Raw = raw,
                Question = question,
                Recipe = recipe,
                Budget = arguments.Budget,
                MaxTrials = arguments.MaxTrials,
                Seed = arguments.Seed,
                Time = time,
                Progress = new TerminalProgress(bar),
                Cancellation = cancellation,
            };
            return await Task.Run(() => _timings.Measure("training", () => TrainingAnalysis.Run(input)), cancellation);
        });
    }

    private sealed record Subject(IntakeResult Intake, Dataset Raw, DatasetProfile Profile, ChurnQuestion Question);

    private int Write(AnalyzeResult result, IReadOnlyList<Deliverable>? deliverables, ExportRequest? export = null)
    {
        Directory.CreateDirectory(arguments.OutFolder);
        // An earlier run's must not vouch for files that are only half replaced.
        File.Delete(Path.Combine(arguments.OutFolder, "result.json"));
        foreach (var deliverable in deliverables ?? []) File.WriteAllBytes(Path.Combine(arguments.OutFolder, deliverable.Name), deliverable.Content);
        ExportedFiles.DeleteAll(arguments.OutFolder);
        var exported = export is null ? [] : ExportedFiles.Write(export, arguments.OutFolder, CancellationToken.None);
        File.WriteAllBytes(Path.Combine(arguments.OutFolder, "result.json"), ResultJson.Write(result));
        var names = string.Join(", ", (deliverables ?? []).Select(deliverable => deliverable.Name).Concat(exported).Append("result.json"));
        console.MarkupLineInterpolated($"Written to [bold]{arguments.OutFolder}[/]: {names}");
        return Done;
    }

    private void Show(ReplyMessage card)
    {
        _cards.Add(card);
        _renderer.Write(card);
    }

    private T Working<T>(string what, Func<T> work) => console.Status().Start(what, _ => work());

    private bool Approved(string subject, string question)
    {
        if (!Agreed(question)) return false;
        _approvals.Add(new ExportApproval(subject, arguments.Yes ? "--yes on the command line" : "a person at the terminal", time.GetUtcNow()));
        return true;
    }

    private bool Agreed(string question)
    {
        if (arguments.Yes) return true;
        if (!console.Profile.Capabilities.Interactive)
        {
            console.MarkupLine("[red]Nobody can be asked here.[/] Run it at a terminal, or approve every step beforehand with [bold]--yes[/]. Nothing was written.");
            return false;
        }

        if (console.Confirm(question)) return true;
        console.WriteLine("Stopped; nothing was written.");
        return false;
    }

    private sealed class TerminalProgress(ProgressTask bar) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value)
        {
            bar.Value = TrainingWriter.Fraction(value);
            bar.Description = FormattableString.Invariant($"Training: {value.TrialsDone} {(value.TrialsDone == 1 ? "try" : "tries")}, best so far {value.Best.MeanAuc:0.000}");
        }
    }
}
