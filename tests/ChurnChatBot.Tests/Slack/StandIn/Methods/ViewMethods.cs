using System.Text.Json.Nodes;
using ChurnChatBot.Tests.Slack.StandIn.Rules;

namespace ChurnChatBot.Tests.Slack.StandIn.Methods;

/// <summary>Modals and Home tabs. A modal is opened by a trigger, which a person's action gives and which lasts three seconds.</summary>
internal sealed class ViewMethods(StandInSlack slack)
{
    private const int MostStacked = 3;

    public void Register(IDictionary<string, Func<WebApiCall, JsonObject>> methods)
    {
        methods["views.open"] = call => Show(call, isPush: false);
        methods["views.push"] = call => Show(call, isPush: true);
        methods["views.update"] = Update;
        methods["views.publish"] = Publish;
    }

    /// <summary>A view as Slack keeps it: with an id, a hash, the ids of its blocks, and what is filled in.</summary>
    public JsonObject Keep(StandInWorkspace workspace, JsonObject view, string? id = null)
    {
        var kept = (JsonObject)view.DeepClone();
        kept["blocks"] = BlockElements.WithIds(kept["blocks"] as JsonArray ?? []);
        kept["id"] = id ?? workspace.NextId("V");
        kept["team_id"] = workspace.TeamId;
        kept["app_id"] = slack.Options.AppId;
        kept["bot_id"] = workspace.BotId;
        kept["hash"] = Guid.NewGuid().ToString("N")[..12];
        foreach (var name in (string[])["callback_id", "private_metadata", "external_id"]) kept[name] ??= "";
        return kept;
    }

    private JsonObject Show(WebApiCall call, bool isPush)
    {
        var view = View(call, "modal");
        var user = slack.Triggers.Take(call.Require("trigger_id"));
        if (isPush && user.Modals.Count == 0) throw new WebApiRefusal("not_found");
        if (isPush && user.Modals.Count >= MostStacked) throw new WebApiRefusal("push_limit_reached");
        var kept = Keep(call.Workspace, view);
        kept["previous_view_id"] = user.TopModal?["id"]?.DeepClone();
        if (!isPush) user.Close(all: true);
        user.Push(kept);
        return Done.With(("view", kept.DeepClone()));
    }

    private JsonObject Update(WebApiCall call)
    {
        var view = View(call, "modal");
        var (user, shown) = Find(call);
        if (call.Text("hash") is { } hash && hash != (string?)shown["hash"]) throw new WebApiRefusal("hash_conflict");
        var kept = Keep(call.Workspace, view, (string?)shown["id"]);
        user.Replace(kept);
        return Done.With(("view", kept.DeepClone()));
    }

    private JsonObject Publish(WebApiCall call)
    {
        var view = View(call, "home");
        var user = call.User("user_id");
        if (call.Text("hash") is { } hash && hash != (string?)user.Home?["hash"]) throw new WebApiRefusal("hash_conflict");
        user.Home = Keep(call.Workspace, view, (string?)user.Home?["id"]);
        return Done.With(("view", user.Home.DeepClone()));
    }

    private static (StandInUser User, JsonObject View) Find(WebApiCall call)
    {
        var (id, externalId) = (call.Text("view_id"), call.Text("external_id"));
        var found = call.Workspace.Users.SelectMany(user => user.Modals.Select(view => (user, view))).FirstOrDefault(one => (string?)one.view["id"] == id || (externalId is not null && (string?)one.view["external_id"] == externalId));
        return found.view is null ? throw new WebApiRefusal("not_found") : found;
    }

    private static JsonObject View(WebApiCall call, string type)
    {
        if (call.Node("view") is not JsonObject view) throw WebApiCall.Missing("view");
        ViewRules.Require(view, type);
        return view;
    }
}
