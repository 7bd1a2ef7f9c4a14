using ChurnChatBot.Requests;

namespace ChurnChatBot.Conversations;

/// <summary>A message that was changed after it was sent. It is answered, but nothing is decided by it: who reads the thread later must not find other words than those that were acted on.</summary>
internal static class Corrections
{
    public static bool Decides(PersonRequest request) => request is not (
        ShowRequest or WhyRequest or ExplainCustomerRequest or LowerRiskRequest or ChurnRateRequest or GreetingRequest or CannotYetRequest);
}
