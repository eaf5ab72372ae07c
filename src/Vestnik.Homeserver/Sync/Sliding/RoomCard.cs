using System.Collections.Immutable;
using System.Text.Json;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>A room of a person as their lists see it.</summary>
public sealed record RoomCard
{
    private const string SpaceChild = "m.space.child";

    public required RoomOfUser Place { get; init; }

    public required RoomView View { get; init; }

    /// <summary>When something last happened in the room, as far as the person may know, in milliseconds since 1970.</summary>
    public required long Activity { get; init; }

    public required bool IsDirect { get; init; }

    public ImmutableHashSet<string> Tags { get; init; } = [];

    public RoomId Room => Place.Room;

    public bool IsEncrypted => View.State.At(EventType.Encryption, "") is not null;

    /// <summary>The room's type; empty when it has none.</summary>
    public string Type => View.Text(EventType.Create, "type") ?? "";

    /// <summary>The rooms that a space names as its own.</summary>
    public IEnumerable<string> Children =>
        View.State.OfType(SpaceChild).Where(child => HasWay(child.Value.Event.Content)).Select(child => child.Key);

    /// <summary>The latest first.</summary>
    public static int Order(RoomCard one, RoomCard other)
    {
        var byTime = other.Activity.CompareTo(one.Activity);
        var byPlace = byTime != 0 ? byTime : other.View.HeadPosition.CompareTo(one.View.HeadPosition);
        return byPlace != 0 ? byPlace : string.CompareOrdinal(one.Room.ToString(), other.Room.ToString());
    }

    /// <summary>When something last happened that somebody in this relation to the room may know of.</summary>
    public static long ActivityIn(RoomView view, RoomOfUser place, UserId user) =>
        place.Membership == Membership.Join
            ? view.Tail[^1].Event.OriginServerTimestamp
            : view.State.At(EventType.Member, user.ToString())?.Event.OriginServerTimestamp ?? 0;

    /// <summary>The person was in the room until somebody else put them out.</summary>
    public static bool WasPutOut(RoomView view, RoomOfUser place, UserId user)
    {
        if (view.State.At(EventType.Member, user.ToString()) is not { } own || own.Event.Sender == user)
        {
            return false;
        }

        var before = PreviousMembership(own);
        return before == "join" || (place.Membership == Membership.Ban && before == "leave");
    }

    private static string? PreviousMembership(TimelineEvent placed)
    {
        if (placed.SharedUnsigned.IsEmpty)
        {
            return null;
        }

        using var parsed = JsonDocument.Parse($"{{{System.Text.Encoding.UTF8.GetString(placed.SharedUnsigned.Span[1..])}}}");
        return parsed.RootElement.TryGetProperty("prev_content", out var content)
            && content.TryGetProperty("membership", out var membership) && membership.ValueKind == JsonValueKind.String
            ? membership.GetString()
            : null;
    }

    // A child without servers to ask has been taken out.
    private static bool HasWay(ReadOnlyMemory<byte> content)
    {
        using var parsed = JsonDocument.Parse(content);
        return parsed.RootElement.TryGetProperty("via", out var via) && via.ValueKind == JsonValueKind.Array && via.GetArrayLength() > 0;
    }
}
