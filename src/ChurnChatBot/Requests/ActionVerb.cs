namespace ChurnChatBot.Requests;

/// <summary>The verbs a button may carry. A closed list: a command with another verb is refused.</summary>
internal static class ActionVerb
{
    /// <summary>Data: approval, hash. Inputs: items (ticked ids, comma-separated) where the card has toggles.</summary>
    public const string Approve = "approve";

    /// <summary>Data: approval, hash.</summary>
    public const string Reject = "reject";

    /// <summary>Data: text. The same as if the person had written it.</summary>
    public const string Say = "say";

    /// <summary>Data: on, off (ids of items, comma-separated). Items of the proposal that waits are ticked and unticked.</summary>
    public const string Amend = "amend";

    /// <summary>Data: approval, hash, seconds.</summary>
    public const string StartTraining = "start_training";

    public const string StopTraining = "stop_training";

    /// <summary>A conversation was opened; answered with the welcome, once.</summary>
    public const string Welcome = "welcome";

    public const string TrySample = "try_sample";

    /// <summary>Inputs: target (column and level).</summary>
    public const string ChooseTarget = "choose_target";

    public const string ConfirmDelete = "confirm_delete";

    /// <summary>Data: project. The conversation speaks about that one from now on.</summary>
    public const string OpenProject = "open_project";

    /// <summary>Data: file (its hash). Sends a file of the project to the person who asks.</summary>
    public const string SendFile = "send_file";

    /// <summary>Data: message, state (accepted or declined), destination. What a person answered to a file that was offered.</summary>
    public const string DeliverFile = "deliver_file";

    /// <summary>Data: message, reaction, text. What somebody thinks of a message.</summary>
    public const string Feedback = "feedback";

    /// <summary>Inputs: comment. An answer to the comment whose message it stands on.</summary>
    public const string Comment = "comment";

    /// <summary>Data: turn (the id of the turn that is taken back). What the person wrote is removed from the thread.</summary>
    public const string Retract = "retract";

    /// <summary>Data: kind (too_long, picture, channel_file, file_forwarded) and what its sentence needs. Something about a message that is no request.</summary>
    public const string Notice = "notice";

    /// <summary>Data: message. What was left out of it where others read along is said to the person alone.</summary>
    public const string ShowPrivately = "show_privately";

    /// <summary>In a thread that files cannot be dropped into: the next file from this person's own chat is meant for it.</summary>
    public const string AwaitFile = "await_file";
}
