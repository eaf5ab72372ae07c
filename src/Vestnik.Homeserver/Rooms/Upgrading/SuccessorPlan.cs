using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Vestnik.Homeserver.Profiles;
using Vestnik.Homeserver.Rooms.Founding;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms.Upgrading;

/// <summary>The first events of a room that takes the place of another: what the other is, who is banned from it, and who may do what.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#room-upgrades</remarks>
internal sealed class SuccessorPlan
{
    private const string Space = "m.space";

    private static readonly ImmutableArray<string> Moving =
    [
        EventType.JoinRules, EventType.HistoryVisibility, EventType.GuestAccess, EventType.Encryption, EventType.Name, EventType.Topic,
        EventType.Avatar, "m.room.server_acl", EventType.CanonicalAlias,
    ];

    private readonly RoomView old;
    private readonly UpgradeWish wish;
    private readonly long now;
    private readonly ImmutableArray<NewEvent>.Builder events = ImmutableArray.CreateBuilder<NewEvent>();
    private MatrixError? refusal;

    private SuccessorPlan(RoomView old, UpgradeWish wish, long now) => (this.old, this.wish, this.now) = (old, wish, now);

    /// <param name="old">The room that is left.</param>
    /// <param name="wish">What is wanted.</param>
    /// <param name="profile">Of whoever moves the room.</param>
    /// <param name="tombstone">The last event of the old room, where it is known before the new one is founded.</param>
    /// <param name="now">Milliseconds since 1970: the time of every event.</param>
    public static Outcome<ImmutableArray<NewEvent>> Of(RoomView old, UpgradeWish wish, Profile? profile, EventId? tombstone, long now)
    {
        var plan = new SuccessorPlan(old, wish, now);
        plan.AddFoundation(profile, tombstone);
        plan.AddState();
        return plan.refusal is { } refusal ? refusal : plan.events.ToImmutable();
    }

    private void AddFoundation(Profile? profile, EventId? tombstone)
    {
        Add(EventType.Create, FirstContents.Create(Wishes with { CreationContent = CreationContent(tombstone) }));
        var member = new MemberContents { Membership = Membership.Join, DisplayName = profile?.DisplayName, AvatarUrl = profile?.AvatarUrl };
        Add(EventType.Member, member.ToJson(), wish.User.ToString());
    }

    private void AddState()
    {
        if (old.State.Find(EventType.PowerLevels, "") is not { } levels)
        {
            Add(EventType.PowerLevels, FirstContents.PowerLevels(Wishes));
            AddCopies();
            return;
        }

        var powers = SuccessorPowers.Of(old, levels, wish.Version, [wish.User, .. wish.AdditionalCreators]);
        Add(EventType.PowerLevels, powers.First(wish.User));
        AddCopies();
        AddBans(powers);
        if (powers.First(wish.User).Accepted(out var first, out _) && powers.Final().Accepted(out var final, out _)
            && !first.Span.SequenceEqual(final.Span))
        {
            Add(EventType.PowerLevels, final);
        }
    }

    private void AddCopies()
    {
        foreach (var type in Moving)
        {
            if (old.State.Find(type, "") is { } state)
            {
                Copy(state);
            }
        }

        if (old.Text(EventType.Create, "type") == Space)
        {
            foreach (var child in old.State.OfType("m.space.child").Values.OrderBy(child => child.Sequence).Where(child => child.Event.Content.Length > 2))
            {
                Copy(child.Event);
            }
        }
    }

    // Whoever has as much power as the founder cannot be banned by them.
    private void AddBans(SuccessorPowers powers)
    {
        var highest = powers.Highest();
        foreach (var (user, member) in old.State.OfType(EventType.Member))
        {
            if (member.Event.Member.Membership == Membership.Ban && powers.LevelOf(user) < highest)
            {
                Copy(member.Event);
            }
        }
    }

    private void Copy(Pdu state) => Add(
        state.Type,
        CanonicalJson.Canonicalize(state.Content.Span, wish.Version.Numbers).Select(bytes => (ReadOnlyMemory<byte>)bytes),
        state.StateKey!);

    private RoomWishes Wishes => new() { Creator = wish.User, Version = wish.Version, Preset = Preset.PrivateChat };

    private JsonElement CreationContent(EventId? tombstone)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            if (old.State.Find(EventType.Create, "") is { Create.Federates: false })
            {
                json.WriteBoolean("m.federate"u8, value: false);
            }

            if (old.Text(EventType.Create, "type") is { } type)
            {
                json.WriteString("type"u8, type);
            }

            json.WriteStartObject("predecessor"u8);
            json.WriteString("room_id"u8, old.Id.ToString());
            if (tombstone is { } last)
            {
                json.WriteString("event_id"u8, last.ToString());
            }

            json.WriteEndObject();
            WriteCreators(json);
            json.WriteEndObject();
        }

        using var parsed = JsonDocument.Parse(output.WrittenMemory);
        return parsed.RootElement.Clone();
    }

    private void WriteCreators(Utf8JsonWriter json)
    {
        if (wish.AdditionalCreators.Count == 0 || !wish.Version.Authorization.CreatorsOutrankEveryone)
        {
            return;
        }

        json.WriteStartArray("additional_creators"u8);
        foreach (var creator in wish.AdditionalCreators)
        {
            json.WriteStringValue(creator.ToString());
        }

        json.WriteEndArray();
    }

    private void Add(string type, Outcome<ReadOnlyMemory<byte>> content, string stateKey = "")
    {
        if (!content.Accepted(out var canonical, out var malformed))
        {
            refusal ??= malformed;
            return;
        }

        events.Add(new NewEvent { Sender = wish.User, Type = type, StateKey = stateKey, Content = canonical, Timestamp = now });
    }
}

/// <summary>Who wants to move a room to which version.</summary>
public sealed record UpgradeWish
{
    public required UserId User { get; init; }

    public required RoomVersion Version { get; init; }

    /// <summary>Who shares the power of the creator, where the version knows such people.</summary>
    public IReadOnlyList<UserId> AdditionalCreators { get; init; } = [];
}
