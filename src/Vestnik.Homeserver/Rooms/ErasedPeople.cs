using System.Collections.Immutable;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Sync;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms;

/// <summary>
/// Shows what erased people wrote as if it were redacted, to whoever could not see it before the erasure. What is state of
/// a room, such as its name, stays what it is in the answers about state.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3accountdeactivate</remarks>
public sealed class ErasedPeople : IFactConsumer
{
    private readonly IErasures erasures;
    private readonly IRoomHistory history;
    private volatile ImmutableDictionary<UserId, long>? known;
    private long news;

    public ErasedPeople(CommitFeed feed, IErasures erasures, IRoomHistory history)
    {
        (this.erasures, this.history) = (erasures, history);
        feed.Register(this);
    }

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is AccountErased)
        {
            Missed(fact.Shard);
        }
    }

    public void Missed(int shard)
    {
        Interlocked.Increment(ref news);
        known = null;
    }

    /// <summary>These events of a room as one reader may see them.</summary>
    internal async ValueTask<IReadOnlyList<TimelineEvent>> ShownAsync(
        RoomView view, UserId reader, IReadOnlyList<TimelineEvent> events, VisibleHistory? visible, CancellationToken cancel)
    {
        var erased = known ?? await LoadAsync(cancel);
        if (erased.IsEmpty || !events.Any(placed => erased.ContainsKey(placed.Event.Sender)))
        {
            return events;
        }

        visible ??= await VisibleHistory.OfAsync(history, view.Id, reader, cancel);
        return [.. events.Select(placed => erased.TryGetValue(placed.Event.Sender, out var at) && !visible.WasThereFor(placed, at)
            ? Redacted(placed, view.Version)
            : placed)];
    }

    private async ValueTask<ImmutableDictionary<UserId, long>> LoadAsync(CancellationToken cancel)
    {
        while (true)
        {
            var before = Interlocked.Read(ref news);
            var all = (await erasures.AllAsync(cancel)).ToImmutableDictionary(one => one.User, one => one.At);
            known = all;
            if (Interlocked.Read(ref news) == before)
            {
                return all;
            }

            known = null;
        }
    }

    /// <summary>The event as if it had been redacted.</summary>
    internal static TimelineEvent Redacted(TimelineEvent placed, RoomVersion version)
    {
        var left = Redaction.Redact(placed.Event, version);
        return placed with { Event = left, ClientJson = ClientEvent.Serialize(left), SharedUnsigned = default, Redacted = true };
    }
}
