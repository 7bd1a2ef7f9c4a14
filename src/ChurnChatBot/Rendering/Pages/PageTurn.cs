using ChurnChatBot.Requests;

namespace ChurnChatBot.Rendering.Pages;

/// <summary>Buttons that show another page of a message: it changes nothing and is no request.</summary>
internal static class PageTurn
{
    public const string Verb = "page";

    /// <summary>In the button's data: which page, from 0.</summary>
    public const string Page = "page";

    private static readonly string[] WithInputs = [ActionVerb.Approve, ActionVerb.ChooseTarget, ActionVerb.Comment, Verb];

    /// <summary>Whether a button sends what is ticked and chosen with it.</summary>
    public static bool SendsInputs(string verb) => WithInputs.Contains(verb);
}
