using System.Data.Common;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>One row of the log, and how it becomes an event for readers.</summary>
internal sealed record EventRow
{
    /// <summary>The columns that <see cref="Read"/> expects, of a table named or aliased <c>e</c>.</summary>
    public const string Columns = "e.nid, e.seq, e.replaces, e.redacted_by, e.session, e.txn, e.body";

    /// <summary>Redacted because its time was over, without an event that says so.</summary>
    private const long Nobody = 0;

    private const int PositionBits = 52;

    private const string One = $"SELECT {Columns} FROM events e WHERE e.room = @room AND e.seq = @seq";

    public required long Nid { get; init; }

    public required long Sequence { get; init; }

    public required long? Replaces { get; init; }

    public required long? RedactedBy { get; init; }

    public required long? Session { get; init; }

    public required string? Transaction { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The key of the log: shard above, position below.</summary>
    public static long NidOf(int shard, long position) => ((long)shard << PositionBits) | position;

    public static EventRow Read(DbDataReader row) => new()
    {
        Nid = row.GetInt64(0),
        Sequence = row.GetInt64(1),
        Replaces = row.IsDBNull(2) ? null : row.GetInt64(2),
        RedactedBy = row.IsDBNull(3) ? null : row.GetInt64(3),
        Session = row.IsDBNull(4) ? null : row.GetInt64(4),
        Transaction = row.IsDBNull(5) ? null : row.GetString(5),
        Body = row.GetFieldValue<byte[]>(6),
    };

    /// <summary>The event, with what its <c>unsigned</c> says of other events.</summary>
    public TimelineEvent ToEvent(Session sql, RoomNumber room)
    {
        var plain = ToPlainEvent(room.Version);
        if (RedactedBy == Nobody)
        {
            return plain with { Redacted = true, SharedUnsigned = Disappeared.Because(plain.Event) };
        }

        if (RedactedBy is { } redaction && At(sql, room, redaction) is { } redacting)
        {
            return plain with { Redacted = true, SharedUnsigned = ClientEvent.RedactedBecause(redacting.ToPlainEvent(room.Version)) };
        }

        if (Replaces is { } replaced && At(sql, room, replaced) is { } previous)
        {
            var pdu = Parse(previous.Body, room.Version);
            return plain with { ReplacesState = pdu.Id, SharedUnsigned = ClientEvent.Replaced(pdu) };
        }

        return plain;
    }

    public static EventRow? At(Session sql, RoomNumber room, long sequence) =>
        sql.First(One, Read, ("room", room.Nid), ("seq", sequence));

    public static Pdu Parse(byte[] body, RoomVersion version) => Pdu.Parse(body, version).Match(
        pdu => pdu,
        error => throw new InvalidDataException($"The archive holds an event that cannot be read: {error.Message}"));

    private TimelineEvent ToPlainEvent(RoomVersion version)
    {
        var pdu = Parse(Body, version);
        return new TimelineEvent
        {
            Sequence = Sequence,
            Position = Nid & ((1L << PositionBits) - 1),
            Shard = (int)(Nid >> PositionBits),
            Event = pdu,
            ClientJson = ClientEvent.Serialize(pdu),
            SessionId = Session,
            TransactionId = Transaction,
        };
    }
}
