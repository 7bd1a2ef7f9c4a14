using ChurnChatBot.DataScience.Analysis;
using ChurnChatBot.DataScience.Explanation;
using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Projects.Questions;

/// <summary>Answers that change nothing but what was last spoken of: everything is read from outcomes, the model and the file.</summary>
internal sealed class Answers(ProjectDatabase database, ProjectFiles files, CustomerAnswers customers, Deliveries deliveries)
{
    public Task<IReadOnlyList<Storage.ProjectRow>> ProjectsAsync(ProjectChange change, CancellationToken cancellation) =>
        database.ProjectsOfAsync(change.Conversation, cancellation);

    public async Task ShowProjectsAsync(ProjectChange change, CancellationToken cancellation) => change.Say(ThreadWriter.Projects(
        [.. (await ProjectsAsync(change, cancellation)).Select(row => new ProjectLine(row.Id, row.Name, row.UpdatedAt, row.Id == change.ProjectId))]));

    public async Task AnswerAsync(ProjectChange change, PersonRequest request, CancellationToken cancellation)
    {
        switch (request)
        {
            case ShowRequest show:
                await ShowAsync(change, show, cancellation);
                break;
            case WhyRequest why:
                change.Say(Why(change, why));
                break;
            case ChurnRateRequest rate:
                await RateAsync(change, rate, cancellation);
                break;
            case ExplainCustomerRequest explain:
                change.State = change.State with { LastCustomer = explain.Customer };
                change.Say(await customers.WhyAsync(change.State, explain.Customer, cancellation));
                break;
            case LowerRiskRequest lower when (lower.Customer ?? change.State.LastCustomer) is { } customer:
                change.State = change.State with { LastCustomer = customer };
                change.Say(await customers.LowerRiskAsync(change.State, customer, cancellation));
                break;
            case LowerRiskRequest:
                change.Say(new ReplyMessage(new Paragraph("Whose risk? Name a customer, for example “what would lower the risk of C00042?”.")));
                break;
            default:
                change.Say(ConversationWriter.NothingWaits());
                break;
        }
    }

    private async Task RateAsync(ProjectChange change, ChurnRateRequest request, CancellationToken cancellation)
    {
        var dataset = (await files.ReadAsync(change.State.File!, cancellation)).Dataset;
        if (dataset is null || change.State.Question is not { } question)
        {
            change.Say(new ReplyMessage(new Paragraph("I need to know which column says who left before I can count.")));
            return;
        }

        // Columns that the approved recipe makes readable (dates, repaired numbers) are counted as people now see them.
        var recipe = change.State.Cleaning?.Recipe ?? DataScience.Recipes.Recipe.Empty;
        var cleaned = recipe.Readable(dataset, question);
        if (!cleaned.Contains(request.Column))
        {
            change.Say(new ReplyMessage(new Paragraph(RichText.Of($"There is no column {Data.Name(request.Column)} in {Data.Name(change.State.File!.Name)}."))));
            return;
        }

        change.State = change.State with { LastColumn = request.Column };
        var usable = request.Filters.Where(filter => cleaned.Contains(filter.Column)).ToArray();
        var narrowed = cleaned.TakeRows(RowFilters.Apply(cleaned, usable));
        if (question.LabelledRows(narrowed).Length == 0)
        {
            change.Say(new ReplyMessage(new Paragraph("There is no such customer with a known outcome.")));
            return;
        }

        var options = new SegmentOptions();
        var words = usable.Length == 0 ? null : string.Join(", ", usable.Select(RowFilters.Words));
        change.Say(ChurnRateWriter.Write(SegmentTable.Of(narrowed, question, request.Column, options), Everyone(cleaned, question), words, options.MinCount));
    }

    /// <summary>Churn rate of all customers with an outcome.</summary>
    private static double Everyone(DataScience.Data.Dataset dataset, DataScience.Data.ChurnQuestion question) =>
        question.Labels(dataset.TakeRows(question.LabelledRows(dataset))).Average();

    private async Task ShowAsync(ProjectChange change, ShowRequest request, CancellationToken cancellation)
    {
        var state = change.State;
        var profile = state.Profile is { } stored ? files.Load<ProfileOutcome>(stored) : null;
        var message = request.Topic switch
        {
            ShowTopic.Profile when profile?.Profile is { } found => ProfileWriter.Write(profile.Intake, found),
            ShowTopic.Column when profile?.Profile is { } found && request.Column is { } column => ColumnWriter.Write(found, column),
            ShowTopic.RowsSetAside when profile is { Intake.RowsSetAsideCount: > 0 } => new ReplyMessage(ProfileWriter.RowsSetAside(profile.Intake)),
            ShowTopic.RowsSetAside => new ReplyMessage(new Paragraph("Every row of the file could be read; none was set aside.")),
            ShowTopic.Plan => OpenCard(change),
            ShowTopic.ChangedRows => ChangedRows(state),
            ShowTopic.Results or ShowTopic.Trials when state.Training is { } training => TrainingWriter.Again(files.Load<TrainingOutcome>(training)),
            ShowTopic.Drivers when state.Explanation is { } explanation => ExplanationWriter.Drivers(files.Load<ExplanationOutcome>(explanation)),
            ShowTopic.CustomersAtRisk when state.Explanation is { } explanation => ExplanationWriter.CustomersAtRisk(files.Load<ExplanationOutcome>(explanation)),
            ShowTopic.Drivers or ShowTopic.CustomersAtRisk or ShowTopic.Results or ShowTopic.Trials => NotYet(state),
            ShowTopic.Files => await FilesAsync(change, cancellation),
            ShowTopic.Feedback => await FeedbackAsync(change, cancellation),
            ShowTopic.Decisions => await DecisionsAsync(change, cancellation),
            _ => StatusWriter.Write(StatusOf(state)),
        };
        if (request is { Topic: ShowTopic.Column, Column: { } named }) change.State = change.State with { LastColumn = named };
        if (message is not null) change.Say(message);
    }

    /// <summary>The card that waits, said again with the same plan: its buttons are as good as the first one's.</summary>
    private ReplyMessage OpenCard(ProjectChange change)
    {
        if (change.State.Running is { } running) return ConversationWriter.StillWorking(StepWriter.Title(running.Step));
        if (change.State.Open is not { } open) return ConversationWriter.NothingWaits();
        var file = change.State.File!.Name;
        return open.Step switch
        {
            StepName.Cleaning => CleaningWriter.Write(files.Load<CleaningOutcome>(open.Outcome), file, open.ApprovalId, open.PlanHash),
            StepName.Features => FeatureWriter.Write(files.Load<FeatureOutcome>(open.Outcome), file, open.ApprovalId, open.PlanHash),
            StepName.Training => TrainingPlanWriter.Write(files.Load<ProfileOutcome>(change.State.Profile!).Profile!, file, open.ApprovalId, open.PlanHash),
            _ => TrainingWriter.Write(files.Load<TrainingOutcome>(open.Outcome), file, open.ApprovalId, open.PlanHash),
        };
    }

    private ReplyMessage ChangedRows(ProjectState state) =>
        (state.Open is { Step: StepName.Cleaning } open ? open.Outcome : state.Cleaning?.Outcome) is { } outcome
            ? CleaningWriter.ChangedRows(files.Load<CleaningOutcome>(outcome))
            : new ReplyMessage(new Paragraph("No cleaning plan was made yet."));

    private ReplyMessage Why(ProjectChange change, WhyRequest request)
    {
        var state = change.State;
        if (request.Column is { } column) change.State = state with { LastColumn = column };
        if (request.About is WhyTopic.Model or WhyTopic.Result && state.Training is { } training)
            return WhyWriter.Model(files.Load<TrainingOutcome>(training));
        if (request.About == WhyTopic.Model && state.Profile is { } profile)
            return WhyWriter.ModelBeforeTraining(files.Load<ProfileOutcome>(profile).Profile!);
        if (request.About == WhyTopic.Result) return NotYet(state);
        var plans = Plans(state).ToArray();
        var items = plans.SelectMany(plan => plan.Items).Where(item => request.Column is null || WhyWriter.IsAbout(item, request.Column)).ToArray();
        if (items.Length > 0) return WhyWriter.Items(items, request.Column);
        return request.Column is not null && state.Profile is { } stored
            ? ColumnWriter.Write(files.Load<ProfileOutcome>(stored).Profile!, request.Column)
            : ConversationWriter.NothingWaits();
    }

    /// <summary>What waits comes first: "why?" is asked about what is on the table.</summary>
    private IEnumerable<PlanOutcome> Plans(ProjectState state)
    {
        if (state.Open is { Step: StepName.Cleaning } cleaning) yield return files.Load<CleaningOutcome>(cleaning.Outcome);
        if (state.Open is { Step: StepName.Features } features) yield return files.Load<FeatureOutcome>(features.Outcome);
        if (state.Features is { } approvedFeatures) yield return files.Load<FeatureOutcome>(approvedFeatures.Outcome);
        if (state.Cleaning is { } approvedCleaning) yield return files.Load<CleaningOutcome>(approvedCleaning.Outcome);
    }

    private async Task<ReplyMessage> FilesAsync(ProjectChange change, CancellationToken cancellation)
    {
        var offered = await deliveries.TakeableAsync(change.ProjectId, cancellation);
        return StatusWriter.Files([.. offered.Select(Deliveries.Offer)]);
    }

    private async Task<ReplyMessage> FeedbackAsync(ProjectChange change, CancellationToken cancellation)
    {
        var words = await database.FeedbackAsync(change.ProjectId, cancellation);
        var lines = new List<FeedbackLine>();
        foreach (var word in words)
        {
            var about = await database.GetMessageAsync(word.MessageId, cancellation) is { } row ? StoredJson.Read<ReplyMessage>(row.BodyJson).Summary : "";
            lines.Add(new FeedbackLine(word.At, word.PersonName, word.Reaction, word.Text, about));
        }

        return ThreadWriter.Feedback(lines);
    }

    private async Task<ReplyMessage> DecisionsAsync(ProjectChange change, CancellationToken cancellation)
    {
        var lines = await database.AuditAsync(change.ProjectId, cancellation);
        return StatusWriter.Decisions([.. lines.Select(line => new DecisionLine(line.At, line.PersonName ?? "somebody", line.Action, line.DetailsJson))]);
    }

    private static ReplyMessage NotYet(ProjectState state) =>
        StatusWriter.Write(StatusOf(state)).After(new Paragraph(state.Training is null
            ? "There is no model yet that could say so."
            : "The champion has to be chosen and explained before I can say so."));

    private static ProjectStatus StatusOf(ProjectState state) => new(
        state.File!.Name,
        StepLine.Next(state),
        state.Open?.Step,
        (state.Reading ?? state.Running)?.Step,
        [.. new (StepName, ApprovedStep?)[] { (StepName.Cleaning, state.Cleaning), (StepName.Features, state.Features), (StepName.Training, state.Champion) }
            .Where(pair => pair.Item2 is not null)
            .Select(pair => new StepDone(pair.Item1, pair.Item2!.By, pair.Item2.At))]);
}
