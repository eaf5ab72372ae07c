using System.Text.Json;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Disappearing;

/// <summary>How long a room wants its messages to be kept.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/1763</remarks>
public static class Retention
{
    /// <summary>Shorter wishes count as this: milliseconds.</summary>
    public const long Shortest = 60_000;

    private const string Stable = "m.room.retention";
    private const string Unstable = "org.matrix.msc1763.retention";

    /// <summary>The errand that follows from an event, or null: a room has said how long it wants to keep messages.</summary>
    public static Errand? After(RoomId room, string type, string? stateKey) =>
        type is Stable or Unstable && stateKey == "" ? new Errand(Disappearance.Name, room.ToString()) : null;

    /// <summary>How long messages stay, in milliseconds, and who has said so; null where they stay for ever.</summary>
    public static (long Lifetime, UserId Keeper)? Of(RoomState state)
    {
        if ((state.Find(Stable, "") ?? state.Find(Unstable, "")) is not { } setting)
        {
            return null;
        }

        using var json = JsonDocument.Parse(setting.Content);
        return json.RootElement.TryGetProperty("max_lifetime", out var wish)
            && wish.ValueKind == JsonValueKind.Number && wish.TryGetInt64(out var lifetime) && lifetime is >= 0 and < 1L << 53
            ? (Math.Max(lifetime, Shortest), setting.Sender)
            : null;
    }
}
