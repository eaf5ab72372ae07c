using System.Collections.Immutable;
using System.Text.Json;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Previewing;

/// <summary>What a room shows of itself to people who think about joining.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1room_summaryroomidoralias</remarks>
public sealed record RoomDescription
{
    private const string Space = "m.space";

    public required RoomId Room { get; init; }

    public required string Version { get; init; }

    public required string? Name { get; init; }

    public required string? Topic { get; init; }

    public required string? CanonicalAlias { get; init; }

    public required string? AvatarUrl { get; init; }

    public required int JoinedCount { get; init; }

    public required string JoinRule { get; init; }

    /// <summary>The rooms whose members a restricted room lets in.</summary>
    public required ImmutableArray<RoomId> AllowedRooms { get; init; }

    public required bool IsWorldReadable { get; init; }

    public required bool LetsGuestsIn { get; init; }

    /// <summary>Such as <c>m.space</c>; null for an ordinary room.</summary>
    public required string? Type { get; init; }

    /// <summary>The algorithm of an encrypted room.</summary>
    public required string? Encryption { get; init; }

    public bool IsSpace => Type == Space;

    public static RoomDescription Of(RoomView view)
    {
        var rule = view.Text(EventType.JoinRules, "join_rule") ?? Protocol.Authorization.JoinRule.Invite;
        return new RoomDescription
        {
            Room = view.Id,
            Version = view.Version.Id,
            Name = NotEmpty(view.Text(EventType.Name, "name")),
            Topic = NotEmpty(view.Text(EventType.Topic, "topic")),
            CanonicalAlias = NotEmpty(view.Text(EventType.CanonicalAlias, "alias")),
            AvatarUrl = NotEmpty(view.Text(EventType.Avatar, "url")),
            JoinedCount = view.JoinedCount,
            JoinRule = rule,
            AllowedRooms = rule is Protocol.Authorization.JoinRule.Restricted or Protocol.Authorization.JoinRule.KnockRestricted
                ? [.. RestrictedJoin.AllowedRooms(view)]
                : [],
            IsWorldReadable = view.Text(EventType.HistoryVisibility, "history_visibility") == "world_readable",
            LetsGuestsIn = view.Text(EventType.GuestAccess, "guest_access") == "can_join",
            Type = view.Text(EventType.Create, "type"),
            Encryption = view.Text(EventType.Encryption, "algorithm"),
        };
    }

    /// <summary>Writes the members of the object that lists of published rooms hold.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("room_id"u8, Room.ToString());
        Write(json, "name", Name);
        Write(json, "topic", Topic);
        Write(json, "canonical_alias", CanonicalAlias);
        Write(json, "avatar_url", AvatarUrl);
        json.WriteNumber("num_joined_members"u8, JoinedCount);
        json.WriteString("join_rule"u8, JoinRule);
        json.WriteBoolean("world_readable"u8, IsWorldReadable);
        json.WriteBoolean("guest_can_join"u8, LetsGuestsIn);
        Write(json, "room_type", Type);
    }

    /// <summary>Writes what summaries of single rooms hold beyond that.</summary>
    public void WriteFurtherMembers(Utf8JsonWriter json)
    {
        json.WriteString("room_version"u8, Version);
        Write(json, "encryption", Encryption);
        if (AllowedRooms.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("allowed_room_ids"u8);
        foreach (var room in AllowedRooms)
        {
            json.WriteStringValue(room.ToString());
        }

        json.WriteEndArray();
    }

    private static string? NotEmpty(string? text) => text is { Length: > 0 } ? text : null;

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
