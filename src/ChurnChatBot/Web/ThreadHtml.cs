using System.Text.Json;
using ChurnChatBot.Messages;
using ChurnChatBot.Rendering;
using ChurnChatBot.Storage;

namespace ChurnChatBot.Web;

/// <summary>A stored message as the article of the thread.</summary>
internal static class ThreadHtml
{
    public static void Write(HtmlWriter html, MessageRow row) => HtmlRenderer.WriteArticle(html, Read(row), Options(row));

    public static string Render(MessageRow row) => HtmlRenderer.Render(Read(row), Options(row));

    /// <summary>A message of a later version that this one cannot read must not take the thread down with it.</summary>
    private static ReplyMessage Read(MessageRow row)
    {
        try
        {
            return StoredJson.Read<ReplyMessage>(row.BodyJson);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return new ReplyMessage(new Paragraph("This message was written by a later version of the program and cannot be shown by this one.")) { IsProblem = true };
        }
    }

    private static RenderOptions Options(MessageRow row) => new()
    {
        MessageId = row.MessageId,
        Revision = row.Revision,
        Author = row.Author == MessageRow.BotAuthor ? null : row.Author,
        At = row.CreatedAt,
        FileAddress = file => row.ProjectId.Length == 0 ? null
            : $"/files/{Uri.EscapeDataString(file.ArtifactHash)}/{Uri.EscapeDataString(FileName.Clean(file.Name))}?project={Uri.EscapeDataString(row.ProjectId)}",
    };
}
