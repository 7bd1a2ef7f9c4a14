using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ChurnChatBot.Teams.Authentication;

/// <summary>
/// Tokens that were verified, under their SHA-256. Teams sends one token with many activities, and a signature costs more than a hash. Only
/// genuine tokens come in, so strangers cannot fill it.
/// </summary>
internal sealed class VerifiedTokens
{
    public const int MaxCount = 1000;

    private readonly ConcurrentDictionary<string, VerifiedCaller> _callers = new(StringComparer.Ordinal);

    public int Count => _callers.Count;

    public static string IdOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public VerifiedCaller? Find(string id) => _callers.GetValueOrDefault(id);

    public void Remove(string id) => _callers.TryRemove(id, out _);

    public void Add(string id, VerifiedCaller caller, DateTimeOffset now)
    {
        if (_callers.Count >= MaxCount) MakeRoom(now);
        _callers[id] = caller;
    }

    /// <summary>Drops what has expired; where that is nothing, the one that expires first.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (id, caller) in _callers)
        {
            if (caller.Lifetime.At(now) is not null) Remove(id);
        }

        if (_callers.Count >= MaxCount) Remove(_callers.MinBy(pair => pair.Value.Lifetime.Expires).Key);
    }
}
