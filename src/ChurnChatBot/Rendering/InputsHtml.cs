using System.Text.Json;
using ChurnChatBot.Messages;

namespace ChurnChatBot.Rendering;

/// <summary>
/// What can be ticked, chosen, typed and pressed. An input names itself in <c>data-input</c>, a button carries its verb and data as
/// attributes; what belongs to which message follows from the article around them. A report shows only what was decided.
/// </summary>
internal static class InputsHtml
{
    private const int MostRadioButtons = 5;

    public static void Write(HtmlWriter html, MessageSection section, SectionContext context)
    {
        switch (section)
        {
            case Toggles toggles:
                WriteToggles(html, toggles, context);
                break;
            case ApprovalPrompt approval:
                WriteApproval(html, approval, context);
                break;
            case ChoiceInput or TextInput or NumberInput or Choices when !context.IsInteractive:
                break;
            case ChoiceInput choice:
                WriteChoiceInput(html, choice, context);
                break;
            case TextInput text:
                WriteTextInput(html, text, context);
                break;
            case NumberInput number:
                WriteNumberInput(html, number, context);
                break;
            case Choices choices:
                WriteButtons(html, choices.Items, context);
                break;
            default:
                throw new ArgumentException($"No HTML for {section.GetType().Name}.", nameof(section));
        }
    }

    private static void WriteToggles(HtmlWriter html, Toggles toggles, SectionContext context)
    {
        if (!context.IsInteractive)
        {
            using (html.Open("ul", ("class", "toggles decided")))
                foreach (var item in toggles.Items) WriteDecidedToggle(html, item, context);
            return;
        }
        using (html.Open("fieldset", ("class", "toggles"), ("data-toggles", toggles.Id), ("disabled", !toggles.IsEnabled)))
        {
            html.Element("legend", "Tick what should be done", ("class", "visually-hidden"));
            foreach (var item in toggles.Items)
            {
                using (html.Open("label"))
                {
                    html.Empty("input", ("type", "checkbox"), ("value", item.Id), ("checked", item.IsOn));
                    WriteToggleText(html, item, context);
                }
            }
        }
    }

    private static void WriteDecidedToggle(HtmlWriter html, Toggle item, SectionContext context)
    {
        using (html.Open("li", ("class", item.IsOn ? "on" : "off")))
        {
            html.Element("span", item.IsOn ? "✓" : "–", ("class", "sign"), ("aria-hidden", "true"));
            if (!item.IsOn) html.Element("span", "Not done: ", ("class", "visually-hidden"));
            WriteToggleText(html, item, context);
        }
    }

    private static void WriteToggleText(HtmlWriter html, Toggle item, SectionContext context)
    {
        using (html.Open("span", ("class", "toggle-text")))
        {
            RichTextHtml.Write(html, item.Text, context.Culture);
            if (item.Detail is not { } detail) return;
            // A word space, for those who hear both parts as one label.
            html.Text(" ");
            using (html.Open("small")) RichTextHtml.Write(html, detail, context.Culture);
        }
    }

    private static void WriteApproval(HtmlWriter html, ApprovalPrompt approval, SectionContext context)
    {
        if (approval.Decision is { } decision)
        {
            using (html.Open("p", ("class", "decision"))) RichTextHtml.Write(html, decision, context.Culture);
            return;
        }
        if (!context.IsInteractive)
        {
            html.Element("p", "Not decided yet.", ("class", "decision open"));
            return;
        }
        using (html.Open("div", ("class", "approval"), ("data-approval", approval.ApprovalId))) WriteButtons(html, approval.Buttons, context);
    }

    private static void WriteButtons(HtmlWriter html, IReadOnlyList<Choice> choices, SectionContext context)
    {
        if (choices.Count == 0) return;
        using (html.Open("div", ("class", "buttons")))
        {
            foreach (var choice in choices)
            {
                var look = choice.Style switch { ChoiceStyle.Primary => "button primary", ChoiceStyle.Risky => "button risky", _ => "button" };
                using (html.Open("button", ("type", "button"), ("class", look), ("data-verb", choice.Command.Verb), ("data-command", JsonSerializer.Serialize(choice.Command.Data))))
                    RichTextHtml.Write(html, choice.Label, context.Culture);
            }
        }
    }

    private static void WriteChoiceInput(HtmlWriter html, ChoiceInput choice, SectionContext context)
    {
        if (choice.Options.Count > MostRadioButtons)
        {
            WriteSelect(html, choice, context);
            return;
        }
        using (html.Open("fieldset", ("class", "choice")))
        {
            using (html.Open("legend")) RichTextHtml.Write(html, choice.Label, context.Culture);
            foreach (var option in choice.Options)
            {
                using (html.Open("label"))
                {
                    html.Empty("input", ("type", "radio"), ("name", $"{context.Options.MessageId}-{choice.Id}"), ("data-input", choice.Id), ("value", option.Id), ("checked", option.Id == choice.Selected));
                    using (html.Open("span")) RichTextHtml.Write(html, option.Text, context.Culture);
                }
            }
        }
    }

    private static void WriteSelect(HtmlWriter html, ChoiceInput choice, SectionContext context)
    {
        using (html.Open("label", ("class", "field")))
        {
            using (html.Open("span")) RichTextHtml.Write(html, choice.Label, context.Culture);
            using (html.Open("select", ("data-input", choice.Id)))
            {
                if (choice.Selected is null) html.Element("option", "Choose…", ("value", ""));
                foreach (var option in choice.Options)
                {
                    var text = RichTextHtml.WithoutDirectionMarks(option.Text.ToPlainText(context.Culture));
                    html.Element("option", text, ("value", option.Id), ("selected", option.Id == choice.Selected));
                }
            }
        }
    }

    private static void WriteTextInput(HtmlWriter html, TextInput input, SectionContext context)
    {
        using (html.Open("label", ("class", "field")))
        {
            using (html.Open("span")) RichTextHtml.Write(html, input.Label, context.Culture);
            html.Empty("input", ("type", "text"), ("data-input", input.Id), ("placeholder", input.Placeholder), ("maxlength", input.MaxLength), ("autocomplete", "off"));
        }
    }

    private static void WriteNumberInput(HtmlWriter html, NumberInput input, SectionContext context)
    {
        using (html.Open("label", ("class", "field")))
        {
            using (html.Open("span")) RichTextHtml.Write(html, input.Label, context.Culture);
            html.Empty("input", ("type", "number"), ("data-input", input.Id), ("step", "any"), ("min", Invariant(input.Minimum)), ("max", Invariant(input.Maximum)), ("value", Invariant(input.Value)));
        }
    }

    private static string? Invariant(double? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
