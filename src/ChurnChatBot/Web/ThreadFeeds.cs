using System.Threading.Channels;

namespace ChurnChatBot.Web;

/// <summary>Who follows which conversation in this process, how many may, and the signal that something changed.</summary>
internal sealed class ThreadFeeds(WebOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Subscription>> _subscriptions = new(StringComparer.Ordinal);
    private int _open;

    /// <returns>Null when too many feeds are open.</returns>
    public Subscription? Subscribe(string conversationId)
    {
        lock (_lock)
        {
            if (_open >= options.MaxOpenFeeds) return null;
            if (!_subscriptions.TryGetValue(conversationId, out var ofConversation)) _subscriptions[conversationId] = ofConversation = [];
            if (ofConversation.Count >= options.MaxOpenFeedsPerConversation) return null;
            var subscription = new Subscription(this, conversationId);
            ofConversation.Add(subscription);
            _open++;
            return subscription;
        }
    }

    public void Wake(string conversationId)
    {
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue(conversationId, out var ofConversation)) return;
            foreach (var subscription in ofConversation) subscription.Wake();
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            if (!_subscriptions.TryGetValue(subscription.ConversationId, out var ofConversation) || !ofConversation.Remove(subscription)) return;
            _open--;
            if (ofConversation.Count == 0) _subscriptions.Remove(subscription.ConversationId);
        }
    }

    internal sealed class Subscription(ThreadFeeds feeds, string conversationId) : IDisposable
    {
        // One signal is enough: whoever wakes reads everything that is new.
        private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public string ConversationId => conversationId;

        public void Wake() => _signal.Writer.TryWrite(true);

        /// <summary>Waits for a signal, at most as long as given.</summary>
        public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation)
        {
            using var late = new CancellationTokenSource(longest, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
            try
            {
                await _signal.Reader.ReadAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Nothing was signalled in time.
            }
        }

        public void Dispose() => feeds.Remove(this);
    }
}
