using System.Collections.Immutable;
using System.Text;
using Shouldly;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Tests;

/// <summary>A room for tests: builds real events, keeps its state, and asks the rules about each.</summary>
internal sealed class TestRoom(RoomVersion version) : IRoomState
{
    private readonly Dictionary<(string Type, string StateKey), Pdu> state = [];
    private Pdu? last;
    private long clock = 1_000_000;

    public static UserId Anna { get; } = UserId.Parse("@anna:a.test");

    public static UserId Boris { get; } = UserId.Parse("@boris:b.test");

    public static UserId Vera { get; } = UserId.Parse("@vera:a.test");

    public RoomVersion Version => version;

    public RoomId? Id => last?.Room;

    public Pdu? Find(string type, string stateKey) => state.GetValueOrDefault((type, stateKey));

    /// <summary>A room that Anna founded, entered and opened by this join rule.</summary>
    public static TestRoom Founded(RoomVersion version, string joinRule = "invite", string createExtra = "")
    {
        var room = new TestRoom(version);
        var creator = version.Authorization.CreateNamesCreator ? $$""","creator":"{{Anna}}" """ : "";
        room.Send(Anna, EventType.Create, "", $$"""{"room_version":"{{version.Id}}"{{creator}}{{createExtra}}}""");
        room.Send(Anna, EventType.Member, Anna.ToString(), """{"membership":"join"}""");
        room.Send(Anna, EventType.JoinRules, "", $$"""{"join_rule":"{{joinRule}}"}""");
        return room;
    }

    /// <summary>Sends an event that the rules must allow.</summary>
    public Pdu Send(UserId sender, string type, string? stateKey, string content)
    {
        var pdu = Draft(sender, type, stateKey, content);
        EventAuthorization.Check(pdu, version, this).ShouldBe(Verdict.Allow);
        Accept(pdu);
        return pdu;
    }

    /// <summary>What the rules say of an event, which is not kept.</summary>
    public Verdict Try(UserId sender, string type, string? stateKey, string content) =>
        EventAuthorization.Check(Draft(sender, type, stateKey, content), version, this);

    public Verdict Member(UserId sender, UserId target, string membership, string extra = "") =>
        Try(sender, EventType.Member, target.ToString(), $$"""{"membership":"{{membership}}"{{extra}}}""");

    public Pdu SendMember(UserId sender, UserId target, string membership, string extra = "") =>
        Send(sender, EventType.Member, target.ToString(), $$"""{"membership":"{{membership}}"{{extra}}}""");

    /// <summary>Puts an event into the state without asking the rules.</summary>
    public void Accept(Pdu pdu)
    {
        last = pdu;
        if (pdu.StateKey is { } stateKey)
        {
            state[(pdu.Type, stateKey)] = pdu;
        }
    }

    public Pdu Draft(UserId sender, string type, string? stateKey, string content, EventId? redacts = null)
    {
        var canonical = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(content), version.Numbers).Must();
        var isHashedCreate = version.RoomIds == RoomIdFormat.CreateEventHash && type == EventType.Create;
        var authEvents = EventAuthorization.AuthTypes(type, sender, stateKey, canonical, version)
            .Select(entry => Find(entry.Type, entry.StateKey))
            .OfType<Pdu>()
            .Select(pdu => pdu.Id);
        return new EventDraft
        {
            Room = isHashedCreate ? null : Id ?? RoomId.Parse("!room:a.test"),
            Sender = sender,
            Type = type,
            StateKey = stateKey,
            Content = canonical,
            PrevEvents = last is null ? [] : [last.Id],
            AuthEvents = [.. authEvents],
            Depth = (last?.Depth ?? 0) + 1,
            OriginServerTimestamp = clock++,
            Redacts = redacts,
            Id = version.EventIds == EventIdFormat.Opaque ? EventId.Parse($"${clock}:{sender.Server}") : null,
        }.Build(version).Must();
    }
}
