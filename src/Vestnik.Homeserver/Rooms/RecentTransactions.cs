namespace Vestnik.Homeserver.Rooms;

/// <summary>
/// What the last transactions of a room's senders made, so that a repeated request finds its event without the database.
/// Older transactions are found by the store when it refuses to write them twice.
/// </summary>
internal sealed class RecentTransactions
{
    private const int Capacity = 4096;

    private readonly Dictionary<Key, Made> made = [];
    private readonly Queue<Key> order = [];

    public Made? Find(NewEvent request) =>
        request is { SessionId: { } session, TransactionId: { } transaction }
            ? made.GetValueOrDefault(new Key(session, request.Type, transaction))
            : null;

    public void Remember(long session, string type, string transaction, Made result)
    {
        var key = new Key(session, type, transaction);
        if (!made.TryAdd(key, result))
        {
            return;
        }

        order.Enqueue(key);
        if (order.Count > Capacity)
        {
            made.Remove(order.Dequeue());
        }
    }

    /// <param name="Id">The event.</param>
    /// <param name="Stored">Completes when the event is on disk, or is not.</param>
    public sealed record Made(EventId Id, Task<AppendResult> Stored);

    private readonly record struct Key(long Session, string Type, string Transaction);
}
