using System.Globalization;
using System.Text.Json.Nodes;
using ChurnChatBot.Messages;
using ChurnChatBot.Requests;
using ChurnChatBot.Slack.Blocks;

namespace ChurnChatBot.Slack.Home;

/// <summary>
/// The Home tab as a view: what waits for a decision, the person's projects, and how the bot is set up. Names out of files and from people stand in
/// rich text only, whose text is never mark-up. https://docs.slack.dev/surfaces/app-home
/// </summary>
internal static class HomeView
{
    /// <summary>What Slack takes.</summary>
    public const int MostBlocks = 100;

    /// <summary>In place of a message's id: the buttons of the Home tab stand on no message.</summary>
    public const string NoMessage = "home";

    private const int MostWaiting = 10;

    public static JsonObject Of(HomeState state, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.InvariantCulture;
        var blocks = new JsonArray { HomeBlocks.Header("Your churn projects"), Buttons(state.Projects.Count == 0) };
        if (state.Projects.Count == 0) blocks.Add(HomeBlocks.Words(
            "Send me a customer file (CSV or Excel) in the Messages tab, or press “Try the sample” to see how it goes. I say what the file holds, propose each step, and do nothing without your yes."));
        foreach (var block in Waiting(state).Concat(Projects(state, culture)).Concat(SetUp(state.SetUp))) blocks.Add(block);
        blocks.Add(HomeBlocks.Rich(HomeBlocks.Text("As of "), HomeBlocks.Date(state.ReadAt), HomeBlocks.Text("; opened again, this page is read anew.")));
        return new JsonObject { ["type"] = "home", ["blocks"] = blocks };
    }

    private static JsonObject Buttons(bool isEmpty)
    {
        var sample = HomeBlocks.Button(SlackFeatures.HomeTrySample, "Try the sample", ButtonValue.Write(new ActionCommand(ActionVerb.TrySample), NoMessage));
        var project = HomeBlocks.Button(SlackFeatures.HomeNewProject, "New project", ButtonValue.Write(new ActionCommand(ActionVerb.Welcome), NoMessage));
        (isEmpty ? sample : project)["style"] = "primary";
        return new JsonObject { ["type"] = "actions", ["block_id"] = "begin", ["elements"] = isEmpty ? new JsonArray { sample, project } : new JsonArray { project, sample } };
    }

    private static IEnumerable<JsonObject> Waiting(HomeState state)
    {
        var waiting = state.Projects.Where(project => project.Standing.Waits is not null).Take(MostWaiting).ToArray();
        if (waiting.Length == 0) yield break;
        yield return HomeBlocks.Divider();
        yield return HomeBlocks.Header("Waiting for a decision");
        for (var i = 0; i < waiting.Length; i++)
        {
            yield return HomeBlocks.Rich(HomeBlocks.Text(Name(waiting[i]), isStrong: true), HomeBlocks.Text($"\n{StandingText.Where(waiting[i].Standing)}"));
            // Decided in the thread, where the plan is: a yes without the plan in sight would be none.
            if (waiting[i].Address is { } address) yield return Open(address, i);
        }
    }

    private static JsonObject Open(Uri address, int index) => new()
    {
        ["type"] = "actions",
        ["block_id"] = "waiting-" + index.ToString(CultureInfo.InvariantCulture),
        ["elements"] = new JsonArray { HomeBlocks.LinkButton(SlackFeatures.HomeOpen, "Open the thread", address) },
    };

    private static IEnumerable<JsonObject> Projects(HomeState state, CultureInfo culture)
    {
        if (state.Projects.Count == 0) yield break;
        yield return HomeBlocks.Divider();
        yield return HomeBlocks.Header("Projects");
        foreach (var project in state.Projects) yield return HomeBlocks.Rich([.. Project(project, culture)]);
        if (state.ProjectsInAll > state.Projects.Count)
            yield return HomeBlocks.Rich(HomeBlocks.Text($"These are the last {state.Projects.Count.ToString(culture)} of {state.ProjectsInAll.ToString(culture)}; the others are in their threads."));
    }

    private static IEnumerable<JsonObject> Project(HomeProject project, CultureInfo culture)
    {
        yield return HomeBlocks.Text(Name(project), isStrong: true);
        yield return HomeBlocks.Text($"\n{StandingText.Where(project.Standing)}");
        if (project.Standing.Champion is { } champion) yield return HomeBlocks.Text($"\n{StandingText.Of(champion, culture)}");
        yield return HomeBlocks.Text("\nLast changed ");
        yield return HomeBlocks.Date(project.Standing.ChangedAt);
        if (project.Address is not { } address) yield break;
        yield return HomeBlocks.Text(". ");
        yield return HomeBlocks.Link("Open the thread", address);
    }

    private static IEnumerable<JsonObject> SetUp(HomeSetUp setUp)
    {
        yield return HomeBlocks.Divider();
        yield return HomeBlocks.Header("How I am set up");
        yield return HomeBlocks.List([
            RoleText(setUp),
            "Language model: none is connected. What you write is understood by rules on the machine that runs me, and your data stays there.",
            setUp.Missing switch
            {
                null => "Permissions: which ones this workspace granted is not known.",
                [] => "Permissions: everything that I ask for is granted.",
                _ => "Permissions: not everything is granted. What I lack:",
            },
        ]);
        if (setUp.Missing is { Count: > 0 } missing) yield return HomeBlocks.List([.. missing.Select(scope => $"{scope.Name}: with it the bot {scope.Why}")]);
    }

    private static string RoleText(HomeSetUp setUp) => !setUp.HasRoles
        ? "Roles: none are configured, so everybody may do everything."
        : setUp.Role switch
        {
            Role.Viewer => "Your role: viewer. You read and ask.",
            Role.Analyst => "Your role: analyst. You upload files and change plans, and others decide on them.",
            Role.DataScientist => "Your role: data scientist. You decide on repairs, measures and trainings; the champion is for an approver.",
            Role.Approver => "Your role: approver. You decide on everything, the champion included.",
            Role.Admin => "Your role: admin. You may do everything, deletion included.",
            _ => throw new ArgumentOutOfRangeException(nameof(setUp), setUp.Role, "Unknown role."),
        };

    private static string Name(HomeProject project) => project.Name.Length == 0 ? "New project" : FileName.Clean(project.Name);
}
