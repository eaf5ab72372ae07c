using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>The encrypted key of one session in one room.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#server-side-key-backups</remarks>
public sealed record BackedUpKey
{
    private const int LongestSession = 255;
    private const int Largest = 64 * 1024;

    public required RoomId Room { get; init; }

    public required string Session { get; init; }

    public required long FirstMessageIndex { get; init; }

    public required long ForwardedCount { get; init; }

    public required bool IsVerified { get; init; }

    /// <summary>JSON that the backup's algorithm defines.</summary>
    public required byte[] Content { get; init; }

    /// <summary>True when this key takes the place of another key of the same session.</summary>
    public bool IsBetterThan(BackedUpKey other)
    {
        if (IsVerified != other.IsVerified)
        {
            return IsVerified;
        }

        return FirstMessageIndex != other.FirstMessageIndex
            ? FirstMessageIndex < other.FirstMessageIndex
            : ForwardedCount < other.ForwardedCount;
    }

    /// <returns>The key, or <c>M_BAD_JSON</c>, <c>M_INVALID_PARAM</c>, <c>M_TOO_LARGE</c>.</returns>
    public static Outcome<BackedUpKey> Read(RoomId room, string session, JsonElement json)
    {
        if (session.Length is 0 or > LongestSession)
        {
            return MatrixError.InvalidParam("A session's id has between 1 and 255 characters.");
        }

        if (json.Member("first_message_index") is not { ValueKind: JsonValueKind.Number } first || !first.TryGetInt64(out var firstIndex)
            || json.Member("forwarded_count") is not { ValueKind: JsonValueKind.Number } forwarded || !forwarded.TryGetInt64(out var forwardedCount)
            || json.Member("is_verified") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } verified
            || json.Member("session_data") is not { ValueKind: JsonValueKind.Object or JsonValueKind.String } content)
        {
            return MatrixError.BadJson("A backed-up key needs first_message_index, forwarded_count, is_verified and session_data.");
        }

        return KeyJson.Canonical(content, Largest).Select(bytes => new BackedUpKey
        {
            Room = room,
            Session = session,
            FirstMessageIndex = firstIndex,
            ForwardedCount = forwardedCount,
            IsVerified = verified.GetBoolean(),
            Content = bytes,
        });
    }

    /// <summary>The keys of an object with <c>sessions</c>.</summary>
    public static Outcome<IReadOnlyList<BackedUpKey>> ReadRoom(RoomId room, JsonElement json)
    {
        if (json.Member("sessions") is not { ValueKind: JsonValueKind.Object } sessions)
        {
            return MatrixError.BadJson("The keys of a room are an object of sessions by their ids.");
        }

        var keys = new List<BackedUpKey>();
        foreach (var session in sessions.EnumerateObject())
        {
            if (!Read(room, session.Name, session.Value).Accepted(out var key, out var refusal))
            {
                return refusal;
            }

            keys.Add(key);
        }

        return keys;
    }

    /// <summary>The keys of an object with <c>rooms</c>.</summary>
    public static Outcome<IReadOnlyList<BackedUpKey>> ReadAll(JsonElement json)
    {
        if (json.Member("rooms") is not { ValueKind: JsonValueKind.Object } rooms)
        {
            return MatrixError.BadJson("The keys are an object of rooms by their ids.");
        }

        var keys = new List<BackedUpKey>();
        foreach (var member in rooms.EnumerateObject())
        {
            if (!RoomId.TryParse(member.Name, out var room))
            {
                return MatrixError.InvalidParam("A name among the rooms is not a room id.");
            }

            if (!ReadRoom(room, member.Value).Accepted(out var sessions, out var refusal))
            {
                return refusal;
            }

            keys.AddRange(sessions);
        }

        return keys;
    }
}
