using System.Text.Json.Nodes;

namespace ChurnChatBot.Tests.Slack.StandIn.Methods;

/// <summary>Files in three steps: an address is asked for, the bytes are sent there, and the file is shared.</summary>
internal sealed class FileMethods(StandInSlack slack)
{
    public void Register(IDictionary<string, Func<WebApiCall, JsonObject>> methods)
    {
        methods["files.info"] = call => Done.With(("file", (call.Workspace.FindFile(call.Require("file")) ?? throw new WebApiRefusal("file_not_found")).Full()));
        methods["files.getUploadURLExternal"] = Begin;
        methods["files.completeUploadExternal"] = Complete;
    }

    private JsonObject Begin(WebApiCall call)
    {
        var name = call.Require("filename");
        if (call.Integer("length") is not { } length || length <= 0) throw new WebApiRefusal("invalid_arguments", "[ERROR] must be greater than 0 [json-pointer:/length]");
        var upload = slack.Files.Begin(call.Workspace, name, length);
        return Done.With(("upload_url", upload.Address.AbsoluteUri), ("file_id", upload.FileId));
    }

    private JsonObject Complete(WebApiCall call)
    {
        if (call.Node("files") is not JsonArray { Count: > 0 } wanted) throw WebApiCall.Missing("files");
        if (call.Has("initial_comment") && call.Has("blocks")) throw new WebApiRefusal("invalid_arguments", "[ERROR] initial_comment and blocks are not allowed together [json-pointer:/blocks]");
        var channel = call.Text("channel_id") is null ? null : call.OwnChannel("channel_id");
        var blocks = MessageArguments.Blocks(call);
        var thread = channel is null ? null : MessageArguments.Thread(call, channel, slack.Violate);
        var files = wanted.OfType<JsonObject>().Select(one => slack.Files.Complete(call.Workspace, (string?)one["id"], (string?)one["title"])).ToArray();
        if (channel is not null)
        {
            var content = new MessageContent(call.Text("initial_comment") ?? "", BlockElements.WithIds(blocks ?? []));
            channel.Add(new PostedMessage(channel.NextTs(), null, content, slack.Options.Clock.GetUtcNow()) { ThreadTs = thread, Files = files });
        }

        return Done.With(("files", new JsonArray([.. files.Select(file => file.Full())])));
    }
}
