using System.Collections.Concurrent;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Receipts;

/// <summary>The receipts of the rooms that this silo reads: loaded once, then kept current by the feed.</summary>
public sealed class ReceiptViews : IFactConsumer
{
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<RoomId, Entry> rooms = new();
    private readonly IReceiptStore store;

    public ReceiptViews(CommitFeed feed, IReceiptStore store)
    {
        this.store = store;
        feed.Register(this);
    }

    public async ValueTask<RoomReceipts> OfAsync(RoomId room, CancellationToken cancel)
    {
        if (!rooms.TryGetValue(room, out var entry))
        {
            if (rooms.Count >= Capacity)
            {
                rooms.Clear();
            }

            entry = rooms.GetOrAdd(room, static _ => new Entry());
        }

        if (!entry.IsLoaded)
        {
            // The entry hears facts from now on: a row that a fact has overtaken is older and changes nothing.
            foreach (var receipt in await store.OfRoomAsync(room, cancel))
            {
                entry.Receipts.Move(receipt);
            }

            entry.IsLoaded = true;
        }

        return entry.Receipts;
    }

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is ReceiptMoved moved && rooms.TryGetValue(moved.Room, out var entry))
        {
            entry.Receipts.Move(new Receipt
            {
                User = moved.User,
                Type = moved.Type,
                Thread = moved.Thread,
                Event = moved.Event,
                Sequence = moved.Sequence,
                ReadAt = moved.ReadAt,
                Position = fact.Position,
            });
        }
    }

    public void Missed(int shard) => rooms.Clear();

    private sealed class Entry
    {
        private volatile bool isLoaded;

        public RoomReceipts Receipts { get; } = new();

        public bool IsLoaded
        {
            get => isLoaded;
            set => isLoaded = value;
        }
    }
}
