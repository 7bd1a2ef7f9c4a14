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

    /// <summary>Data: approval, hash, seconds.</summary>
    public const string StartTraining = "start_training";

    public const string StopTraining = "stop_training";

    /// <summary>A conversation was opened; answered with the welcome, once.</summary>
    public const string Welcome = "welcome";

    public const string TrySample = "try_sample";

    /// <summary>Inputs: target (column and level).</summary>
    public const string ChooseTarget = "choose_target";

    public const string ConfirmDelete = "confirm_delete";
}
