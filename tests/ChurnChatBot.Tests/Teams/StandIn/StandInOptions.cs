namespace ChurnChatBot.Tests.Teams.StandIn;

/// <summary>Which bot the stand-in knows, and how it keeps time.</summary>
internal sealed record StandInOptions
{
    public string AppId { get; init; } = "5f0d3c1e-7a52-4c0b-9a36-2f5f6b1f8e10";

    public string ClientSecret { get; init; } = "only-the-stand-in-knows~this.one";

    public string TenantId { get; init; } = "0a9c6c36-93b5-4d0e-8f0e-6f3a3f7d1c11";

    public string BotName { get; init; } = "Churn Bot";

    /// <summary>A multi-tenant bot obtains its tokens from the tenant botframework.com.</summary>
    public bool IsSingleTenant { get; init; }

    /// <summary>False: like a test client on the developer's machine, which signs nothing and asks for no token.</summary>
    public bool IsRegistered { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a bot may take to acknowledge an activity before it is sent again.</summary>
    public TimeSpan RedeliverAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the answer to an invoke is waited for; it is never sent again.</summary>
    public TimeSpan InvokeLimit { get; init; } = TimeSpan.FromSeconds(10);

    public int MaxDeliveries { get; init; } = 3;

    /// <summary>The bot's id in Teams.</summary>
    public string BotId => IsRegistered ? "28:" + AppId : AppId;

    public string TokenTenant => IsSingleTenant ? TenantId : "botframework.com";
}
