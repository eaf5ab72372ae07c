using System.Collections.Immutable;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Events;

/// <summary>An event as servers exchange and store it: immutable, with the bytes that were hashed and signed.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#pdus</remarks>
public sealed class Pdu
{
    private object? view;

    internal Pdu()
    {
    }

    /// <summary>From room version 3 on, the reference hash of <see cref="Json"/>.</summary>
    public required EventId Id { get; init; }

    public required RoomId Room { get; init; }

    public required UserId Sender { get; init; }

    public required string Type { get; init; }

    /// <summary>Null for an event that is not state.</summary>
    public required string? StateKey { get; init; }

    public required long Depth { get; init; }

    /// <summary>Milliseconds since 1970, as the sending server claims.</summary>
    public required long OriginServerTimestamp { get; init; }

    public required ImmutableArray<EventId> PrevEvents { get; init; }

    public required ImmutableArray<EventId> AuthEvents { get; init; }

    /// <summary>For <c>m.room.redaction</c>: the event to redact, wherever the room version keeps it.</summary>
    public required EventId? Redacts { get; init; }

    /// <summary>The event carries <c>room_id</c>; a create event of room version 12 must not.</summary>
    public required bool CarriesRoomId { get; init; }

    public required RoomVersion Version { get; init; }

    /// <summary>
    /// The canonical federation form: with hashes and whatever signatures it came with, without <c>unsigned</c>, and
    /// without <c>event_id</c> from room version 3 on.
    /// </summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>The content object, a slice of <see cref="Json"/>.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    public bool IsState => StateKey is not null;

    /// <summary>Reads an event from another server or from storage.</summary>
    /// <returns>The event, or <c>M_NOT_JSON</c>, <c>M_BAD_JSON</c> or <c>M_TOO_LARGE</c> with a sentence.</returns>
    public static Outcome<Pdu> Parse(ReadOnlyMemory<byte> json, RoomVersion version) => PduReader.Read(json.Span, version);

    /// <summary>What <c>m.room.member</c> says. Read once.</summary>
    public MemberContent Member => (MemberContent)(view ??= MemberContent.Read(Content.Span));

    /// <summary>What <c>m.room.power_levels</c> says. Read once.</summary>
    public PowerLevelContent PowerLevels =>
        (PowerLevelContent)(view ??= PowerLevelContent.Read(Content.Span, Version.Authorization.IntegerPowerLevels));

    /// <summary>What <c>m.room.create</c> says. Read once.</summary>
    public CreateContent Create => (CreateContent)(view ??= CreateContent.Read(Content.Span));

    /// <summary>What <c>m.room.join_rules</c> says. Read once.</summary>
    public JoinRulesContent JoinRules => (JoinRulesContent)(view ??= JoinRulesContent.Read(Content.Span));

    /// <summary>The event is this piece of state.</summary>
    public bool Is(string type, string stateKey) =>
        Type == type && StateKey == stateKey;

    public override string ToString() => $"{Type} {Id}";
}
