using ChurnChatBot.Messages;
using ChurnChatBot.Messages.Writers;
using ChurnChatBot.Requests;

namespace ChurnChatBot.Projects;

/// <summary>Who may do what. Words and buttons become the same requests, so one rule holds for both.</summary>
internal static class Permissions
{
    /// <param name="waits">The step whose proposal waits: approving a plan and approving the champion are for different people.</param>
    /// <returns>What is said to somebody who may not; null for who may.</returns>
    public static ReplyMessage? Of(PersonRequest request, Role role, StepName? waits) => request switch
    {
        DeleteProjectRequest => Require(role is Role.Admin, "Deleting a project", "an admin"),
        NameCustomersRequest => Require(role is Role.Admin, "Whether customers are named here", "an admin"),
        ApproveRequest or RejectRequest when waits == StepName.Explanation => Require(role is Role.Approver or Role.Admin, "Deciding on the champion", "an approver"),
        ApproveRequest or RejectRequest or StartTrainingRequest or StopTrainingRequest => Require(Decides(role), "Deciding on what waits", "an approver or a data scientist"),
        AmendRequest or GoBackRequest or ChooseTargetRequest or TrySampleRequest or NewProjectRequest or OpenProjectRequest => Require(Changes(role), "Changing a project", "an analyst"),
        // Which file it is decides; what was offered to a person is theirs to answer.
        SendFileRequest or DeliverFileRequest => null,
        _ => null,
    };

    public static ReplyMessage? OfUpload(Role role) => Require(Changes(role), "Uploading a file", "an analyst");

    /// <summary>Analysts work with the list of customers and read the report; what a model is made of is for those who answer for it.</summary>
    public static ReplyMessage? OfFile(Role role, string name) => name switch
    {
        "report.html" or "scores.csv" => Require(Changes(role), "This file", "an analyst"),
        _ => Require(Decides(role), "This file", "a data scientist or an approver"),
    };

    /// <summary>Whether somebody may approve or reject anything at all.</summary>
    public static bool Decides(Role role) => role is Role.Approver or Role.DataScientist or Role.Admin;

    private static bool Changes(Role role) => role is not Role.Viewer;

    private static ReplyMessage? Require(bool holds, RichText what, RichText who) => holds ? null : ThreadWriter.RoleRefused(what, who);
}
