using System.Collections.Concurrent;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>The views of the rooms that this silo reads: loaded once, then kept current by the feed.</summary>
public sealed class RoomViews : IFactConsumer
{
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<RoomId, Entry> rooms = new();
    private readonly IRoomStore store;

    public RoomViews(CommitFeed feed, IRoomStore store)
    {
        this.store = store;
        feed.Register(this);
    }

    /// <summary>The room at its committed head; null when there is no such room.</summary>
    public ValueTask<RoomView?> FindAsync(RoomId room, CancellationToken cancel)
    {
        if (!rooms.TryGetValue(room, out var entry))
        {
            Shrink();
            entry = rooms.GetOrAdd(room, static _ => new Entry());
        }

        return entry.View is { } view ? new(view) : new(LoadAsync(room, entry, cancel));
    }

    /// <summary>The next reader loads the room again.</summary>
    public void Forget(RoomId room)
    {
        if (rooms.TryRemove(room, out var entry))
        {
            entry.Spoil();
        }
    }

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is EventAppended appended)
        {
            if (rooms.TryGetValue(appended.Room, out var entry) && !entry.TryApply(appended))
            {
                rooms.TryRemove(new(appended.Room, entry));
            }
        }
        else if (fact.What is EventsPruned pruned)
        {
            Forget(pruned.Room);
        }
    }

    public void Missed(int shard)
    {
        foreach (var (room, entry) in rooms)
        {
            if (entry.View is not { } view || view.Shard == shard)
            {
                entry.Spoil();
                rooms.TryRemove(new(room, entry));
            }
        }
    }

    private async Task<RoomView?> LoadAsync(RoomId room, Entry entry, CancellationToken cancel)
    {
        var view = await entry.LoadAsync(() => store.LoadAsync(room, CancellationToken.None)).WaitAsync(cancel);
        if (view is null)
        {
            rooms.TryRemove(new(room, entry));
        }

        return view;
    }

    // Any room may go: whoever needs it again loads it again.
    private void Shrink()
    {
        if (rooms.Count < Capacity)
        {
            return;
        }

        foreach (var (room, _) in rooms.Take(Capacity / 10))
        {
            rooms.TryRemove(room, out _);
        }
    }

    /// <summary>One room's place: empty, loading (facts that arrive meanwhile wait), or current.</summary>
    private sealed class Entry
    {
        private readonly Lock gate = new();
        private readonly List<EventAppended> meanwhile = [];
        private Task<RoomView?>? loading;
        private volatile RoomView? view;
        private bool spoiled;

        public RoomView? View => view;

        public Task<RoomView?> LoadAsync(Func<ValueTask<RoomView?>> load)
        {
            lock (gate)
            {
                return loading ??= RunAsync(load);
            }
        }

        /// <summary>False when an event in between is unknown here: the entry is of no more use.</summary>
        public bool TryApply(EventAppended appended)
        {
            lock (gate)
            {
                if (view is { } current)
                {
                    return TryAdvance(current, appended);
                }

                meanwhile.Add(appended);
                return true;
            }
        }

        public void Spoil()
        {
            lock (gate)
            {
                spoiled = true;
                view = null;
                loading = null;
            }
        }

        private async Task<RoomView?> RunAsync(Func<ValueTask<RoomView?>> load)
        {
            // Whoever starts the load holds the gate; the rest runs without it.
            await Task.Yield();
            try
            {
                while (true)
                {
                    var loaded = await load();
                    lock (gate)
                    {
                        if (TryPublish(loaded, out var published))
                        {
                            return published;
                        }
                    }
                }
            }
            catch
            {
                lock (gate)
                {
                    loading = null;
                }

                throw;
            }
        }

        private bool TryPublish(RoomView? loaded, out RoomView? published)
        {
            published = loaded;
            if (loaded is null)
            {
                // A room that was founded meanwhile is worth another look.
                var founded = meanwhile.Count > 0;
                meanwhile.Clear();
                return !founded;
            }

            var current = loaded;
            foreach (var appended in meanwhile)
            {
                if (appended.Event.Sequence == current.HeadSequence + 1)
                {
                    current = current.With(appended.Event, appended.Redacted);
                }
            }

            meanwhile.Clear();
            published = current;
            if (!spoiled)
            {
                view = current;
            }

            return true;
        }

        private bool TryAdvance(RoomView current, EventAppended appended)
        {
            if (appended.Event.Sequence <= current.HeadSequence)
            {
                return true;
            }

            if (appended.Event.Sequence > current.HeadSequence + 1)
            {
                view = null;
                return false;
            }

            view = current.With(appended.Event, appended.Redacted);
            return true;
        }
    }
}
