using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms;

/// <summary>
/// A room as its writer proposes it: the committed room and whatever is on its way to disk. It decides whether an event may
/// follow and builds it; it does not wait, store or tell anybody.
/// </summary>
internal sealed class ProposedRoom
{
    private const long MaximumDepth = (1L << 53) - 1;

    private readonly RoomVersion version;
    private readonly RoomId room;
    private readonly int shard;
    private RoomState state;
    private TimelineEvent? head;

    private ProposedRoom(RoomId room, RoomVersion version, int shard, RoomState state, TimelineEvent? head) =>
        (this.room, this.version, this.shard, this.state, this.head) = (room, version, shard, state, head);

    public RoomVersion Version => version;

    public long Sequence => head?.Sequence ?? 0;

    public EventId? Head => head?.Event.Id;

    public PowerLevels PowerLevels => PowerLevels.Of(state, version);

    /// <summary>What each recent transaction made.</summary>
    public RecentTransactions Transactions { get; } = new();

    /// <summary>A room before its first event.</summary>
    public static ProposedRoom Unfounded(RoomId room, RoomVersion version, int shard) => new(room, version, shard, RoomState.Empty, head: null);

    public static ProposedRoom Of(RoomView view) => new(view.Id, view.Version, view.Shard, view.State, view.Tail[^1]);

    /// <summary>The event that holds this piece of state already with the same words, so that saying it again changes nothing.</summary>
    public EventId? AlreadyStands(NewEvent request) =>
        request.StateKey is { } key
        && state.At(request.Type, key)?.Event is { } current
        && current.Sender == request.Sender
        && current.Content.Span.SequenceEqual(request.Content.Span)
            ? current.Id
            : null;

    /// <summary>Decides on an event and, when it may follow, moves the proposed head to it.</summary>
    /// <param name="request">What somebody wants to say.</param>
    /// <param name="now">Milliseconds since 1970, when the request names no time.</param>
    /// <param name="target">For a redaction, the event it is about; null when it takes no effect.</param>
    /// <returns>The event at its place with position 0, and the redacted target; or <c>M_FORBIDDEN</c> and the refusals of the format.</returns>
    public Outcome<(TimelineEvent Event, TimelineEvent? Redacted)> Propose(NewEvent request, long now, TimelineEvent? target)
    {
        if (!Draft(request, now).Build(version).Accepted(out var pdu, out var malformed))
        {
            return malformed;
        }

        var verdict = EventAuthorization.Check(pdu, version, state);
        if (!verdict.IsAllowed)
        {
            return MatrixError.Forbidden($"The room does not allow this: {verdict.Reason}.");
        }

        var replaced = pdu.StateKey is { } key ? state.At(pdu.Type, key)?.Event : null;
        var placed = new TimelineEvent
        {
            Sequence = Sequence + 1,
            Position = 0,
            Shard = shard,
            Event = pdu,
            ClientJson = ClientEvent.Serialize(pdu),
            SharedUnsigned = replaced is null ? default : ClientEvent.Replaced(replaced),
            ReplacesState = replaced?.Id,
            SessionId = request.SessionId,
            TransactionId = request.TransactionId,
        };
        var redacted = target is null || target.Redacted ? null : Redacted(target, placed, version);
        Advance(placed, redacted);
        return (placed, redacted);
    }

    /// <summary>The target of a redaction as readers see it from then on.</summary>
    internal static TimelineEvent Redacted(TimelineEvent target, TimelineEvent redaction, RoomVersion version)
    {
        var left = Redaction.Redact(target.Event, version);
        return target with
        {
            Event = left,
            ClientJson = ClientEvent.Serialize(left),
            SharedUnsigned = ClientEvent.RedactedBecause(redaction),
            Redacted = true,
        };
    }

    private void Advance(TimelineEvent placed, TimelineEvent? redacted)
    {
        state = state.With(placed);
        if (redacted?.Event is { StateKey: { } key } left && state.At(left.Type, key)?.Sequence == redacted.Sequence)
        {
            state = state.With(redacted);
        }

        head = placed;
    }

    private EventDraft Draft(NewEvent request, long now) => new()
    {
        Room = head is null && version.RoomIds == RoomIdFormat.CreateEventHash ? null : room,
        Sender = request.Sender,
        Type = request.Type,
        StateKey = request.StateKey,
        Content = request.Content,
        PrevEvents = head is null ? [] : [head.Event.Id],
        AuthEvents = AuthEvents(request),
        Depth = Math.Min(head is null ? 1 : head.Event.Depth + 1, MaximumDepth),
        OriginServerTimestamp = request.Timestamp ?? now,
        Redacts = request.Redacts,
        Id = version.EventIds == EventIdFormat.Opaque ? OpaqueId(request.Sender.Server) : null,
    };

    private ImmutableArray<EventId> AuthEvents(NewEvent request)
    {
        var places = EventAuthorization.AuthTypes(request.Type, request.Sender, request.StateKey, request.Content, version);
        var chosen = ImmutableArray.CreateBuilder<EventId>(places.Length);
        foreach (var (type, key) in places)
        {
            if (state.Find(type, key) is { } found)
            {
                chosen.Add(found.Id);
            }
        }

        return chosen.DrainToImmutable();
    }

    private static EventId OpaqueId(ServerName server) =>
        EventId.Parse($"${Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18))}:{server}");
}
