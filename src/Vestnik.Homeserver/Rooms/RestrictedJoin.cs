using System.Text.Json;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Rooms that let in the members of other rooms.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#restricted-rooms</remarks>
internal static class RestrictedJoin
{
    /// <summary>The person needs somebody to vouch: the room is restricted and nobody invited them.</summary>
    public static bool Applies(RoomView view, UserId user) =>
        view.Text(EventType.JoinRules, "join_rule") is JoinRule.Restricted or JoinRule.KnockRestricted
        && view.MembershipOf(user) is not (Membership.Invite or Membership.Join);

    /// <summary>A member who may invite, when the person is in one of the rooms that the join rule names; else null.</summary>
    public static async Task<UserId?> VoucherAsync(RoomView view, UserId user, RoomViews views, CancellationToken cancel) =>
        await NamesRoomOfAsync(view, user, views, cancel) ? Voucher(view) : null;

    /// <summary>The person is in one of the rooms that the join rule names.</summary>
    public static async Task<bool> NamesRoomOfAsync(RoomView view, UserId user, RoomViews views, CancellationToken cancel)
    {
        foreach (var room in AllowedRooms(view))
        {
            if (await views.FindAsync(room, cancel) is { } allowed && allowed.MembershipOf(user) == Membership.Join)
            {
                return true;
            }
        }

        return false;
    }

    private static UserId? Voucher(RoomView view)
    {
        var power = view.PowerLevels;
        foreach (var member in view.Joined)
        {
            if (power.UserLevel(member) >= power.Invite)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The rooms whose members the join rule lets in; none where there is no such rule.</summary>
    public static List<RoomId> AllowedRooms(RoomView view)
    {
        var rooms = new List<RoomId>();
        if (view.State.Find(EventType.JoinRules, "") is not { } rules)
        {
            return rooms;
        }

        using var content = JsonDocument.Parse(rules.Content);
        if (!content.RootElement.TryGetProperty("allow", out var allow) || allow.ValueKind != JsonValueKind.Array)
        {
            return rooms;
        }

        foreach (var condition in allow.EnumerateArray())
        {
            if (condition.ValueKind == JsonValueKind.Object
                && condition.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                && type.ValueEquals("m.room_membership")
                && condition.TryGetProperty("room_id", out var id) && id.ValueKind == JsonValueKind.String
                && RoomId.TryParse(id.GetString(), out var room))
            {
                rooms.Add(room);
            }
        }

        return rooms;
    }
}
