using System.Text.Json.Serialization;

namespace ChurnChatBot.Messages;

/// <summary>
/// Something the bot says, in no channel's terms: sections in order. The three renderers turn it into HTML, an Adaptive Card or
/// Block Kit; nothing here knows of them. Stored as JSON, so old messages are read by later versions.
/// </summary>
[method: JsonConstructor]
internal sealed record ReplyMessage(IReadOnlyList<MessageSection> Sections)
{
    public ReplyMessage(params MessageSection[] sections)
        : this((IReadOnlyList<MessageSection>)sections)
    {
    }

    /// <summary>Whether it tells of something wrong; renderers mark it.</summary>
    public bool IsProblem { get; init; }

    /// <summary>Id of the one person this is for, in a conversation that others read as well; null for everybody.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>Whether the project allows that customers are named where others read along. See <see cref="PersonalData"/>.</summary>
    public bool NamesCustomers { get; init; }

    /// <summary>What a person might say next, as sentences that are understood. A channel may offer them; none of them is needed.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>What its figures were taken from.</summary>
    public IReadOnlyList<SourceNote> Sources { get; init; } = [];

    /// <summary>Whether it tells any figure.</summary>
    [JsonIgnore]
    public bool HasFacts => MessageTexts.Of(Sections).SelectMany(text => text.Runs).Any(run => run.Fact is not null);

    /// <summary>The same message after one more section at its beginning.</summary>
    public ReplyMessage After(MessageSection first) => this with { Sections = [first, .. Sections] };

    /// <summary>One line for notifications and lists, which others may see: the first heading or paragraph, never personal data.</summary>
    [JsonIgnore]
    public string Summary => Sections.Select(section => section switch
    {
        Heading heading => heading.Text.ToPlainText(),
        Paragraph paragraph => paragraph.Text.ToPlainText(),
        Progress progress => progress.Text.ToPlainText(),
        PersonalData personal => personal.Instead.ToPlainText(),
        _ => null,
    }).FirstOrDefault(text => text is not null) ?? "";
}

/// <summary>Where figures come from: a file, what was done with it.</summary>
/// <param name="Name">The file's own name.</param>
/// <param name="About">One sentence on it: when it was uploaded, what was repaired.</param>
internal sealed record SourceNote(string Name, RichText About);

/// <summary>One part of a message. The list is closed: a renderer handles every one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "section")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Bullets), "bullets")]
[JsonDerivedType(typeof(FactList), "facts")]
[JsonDerivedType(typeof(ResultTable), "table")]
[JsonDerivedType(typeof(FigureSection), "figure")]
[JsonDerivedType(typeof(Toggles), "toggles")]
[JsonDerivedType(typeof(ChoiceInput), "choice_input")]
[JsonDerivedType(typeof(TextInput), "text_input")]
[JsonDerivedType(typeof(NumberInput), "number_input")]
[JsonDerivedType(typeof(Choices), "choices")]
[JsonDerivedType(typeof(ApprovalPrompt), "approval")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(Files), "files")]
[JsonDerivedType(typeof(Details), "details")]
[JsonDerivedType(typeof(Footer), "footer")]
[JsonDerivedType(typeof(PersonalData), "personal_data")]
[JsonDerivedType(typeof(FileDelivery), "file_delivery")]
internal abstract record MessageSection;

/// <summary>The finding, as a sentence.</summary>
internal sealed record Heading(RichText Text) : MessageSection;

internal sealed record Paragraph(RichText Text) : MessageSection;

internal sealed record Bullets(IReadOnlyList<RichText> Items) : MessageSection;

/// <summary>Label and value pairs.</summary>
internal sealed record FactList(IReadOnlyList<LabelledValue> Rows) : MessageSection;

internal sealed record LabelledValue(RichText Label, RichText Value);

/// <param name="Caption">What the table shows, also its accessible name.</param>
/// <param name="Columns">Headers; numbers are aligned right.</param>
/// <param name="Rows">Cells, one list a row, as many as there are columns.</param>
/// <param name="TotalRows">How many rows there are in all, where only the first are shown.</param>
internal sealed record ResultTable(RichText Caption, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<RichText>> Rows, int? TotalRows = null) : MessageSection
{
    /// <summary>A row in words: the first cell names it, the others follow with the names of their columns.</summary>
    public RichText RowAsText(IReadOnlyList<RichText> row)
    {
        var words = row[0];
        for (var i = 1; i < row.Count; i++)
        {
            if (row[i].ToPlainText().Length > 0) words = words.Then(i == 1 ? ": " : ", ").Then(Columns[i].Header).Then(" ").Then(row[i]);
        }

        return words;
    }
}

internal sealed record TableColumn(RichText Header, bool IsNumber = false);

/// <summary>A picture, as data; renderers draw it or fall back to its table.</summary>
internal sealed record FigureSection(Figure Figure) : MessageSection;

/// <summary>Checkboxes; <paramref name="Id"/> names the input whose value is the comma-separated ids that are ticked.</summary>
internal sealed record Toggles(string Id, IReadOnlyList<Toggle> Items, bool IsEnabled = true) : MessageSection;

internal sealed record Toggle(string Id, RichText Text, bool IsOn, RichText? Detail = null);

/// <summary>One of several; the input's value is the chosen id.</summary>
internal sealed record ChoiceInput(string Id, RichText Label, IReadOnlyList<InputOption> Options, string? Selected = null) : MessageSection;

internal sealed record InputOption(string Id, RichText Text);

internal sealed record TextInput(string Id, RichText Label, string Placeholder = "", int MaxLength = 500) : MessageSection;

internal sealed record NumberInput(string Id, RichText Label, double? Minimum = null, double? Maximum = null, double? Value = null) : MessageSection;

/// <summary>Buttons, in order of use; the risky one never first.</summary>
internal sealed record Choices(IReadOnlyList<Choice> Items) : MessageSection;

internal enum ChoiceStyle
{
    Normal,
    Primary,
    Risky,
}

/// <summary>A button: a verb that says what will happen, and the command that its press sends back with the message's inputs.</summary>
internal sealed record Choice(RichText Label, ActionCommand Command, ChoiceStyle Style = ChoiceStyle.Normal);

/// <summary>What a button sends back: a verb of the closed list in <c>ActionVerb</c> and ids, never content.</summary>
[method: JsonConstructor]
internal sealed record ActionCommand(string Verb, IReadOnlyDictionary<string, string> Data)
{
    public ActionCommand(string verb, params (string Key, string Value)[] data)
        : this(verb, data.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal))
    {
    }
}

/// <summary>The gate: a plan that waits for a person, or who decided what and when.</summary>
/// <param name="ApprovalId">Which approval; its buttons carry this and the hash of the plan they belong to.</param>
/// <param name="Buttons">Shown while it is open.</param>
/// <param name="Decision">"Approved by Ada, 14:02" once decided; then there are no buttons.</param>
internal sealed record ApprovalPrompt(string ApprovalId, string PlanHash, IReadOnlyList<Choice> Buttons, RichText? Decision = null) : MessageSection;

/// <summary>Work under way, in the one message that is updated.</summary>
/// <param name="Fraction">Done so far, in [0, 1].</param>
internal sealed record Progress(RichText Text, double Fraction, bool IsFinished = false) : MessageSection;

/// <summary>Files to take away.</summary>
internal sealed record Files(IReadOnlyList<FileOffer> Items) : MessageSection;

/// <param name="ArtifactHash">Content hash under which the artifact store holds it.</param>
internal sealed record FileOffer(string Name, string MediaType, long Size, string ArtifactHash, RichText Description);

/// <summary>What does not serve the decision, behind [Details].</summary>
internal sealed record Details(RichText Title, IReadOnlyList<MessageSection> Sections) : MessageSection;

internal sealed record Footer(RichText Text) : MessageSection;

/// <summary>
/// What names single customers, shows their rows, or tells of so few that they could be recognised. Shown as it is to one person; where
/// others read along it is shown only if the project allows it.
/// </summary>
/// <param name="Instead">What is said in its place.</param>
internal sealed record PersonalData(IReadOnlyList<MessageSection> Sections, RichText Instead) : MessageSection;

/// <summary>One file on its way to one person, at their request. A channel that cannot simply link a file asks them first where to put it.</summary>
/// <param name="Destination">Where they let the file be put, as their channel names it; null until they answered.</param>
internal sealed record FileDelivery(FileOffer File, DeliveryState State = DeliveryState.Offered, string? Destination = null) : MessageSection;

internal enum DeliveryState
{
    Offered,
    Accepted,
    Declined,
}
