using System.Collections.Frozen;
using System.Globalization;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Events;

/// <summary>What <c>m.room.power_levels</c> says, before defaults: null where it says nothing.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroompower_levels</remarks>
public sealed record PowerLevelContent
{
    private static readonly FrozenDictionary<string, long> None = FrozenDictionary<string, long>.Empty;

    public long? UsersDefault { get; private init; }

    public long? EventsDefault { get; private init; }

    public long? StateDefault { get; private init; }

    public long? Ban { get; private init; }

    public long? Redact { get; private init; }

    public long? Kick { get; private init; }

    public long? Invite { get; private init; }

    public IReadOnlyDictionary<string, long> Users { get; private init; } = None;

    public IReadOnlyDictionary<string, long> Events { get; private init; } = None;

    public IReadOnlyDictionary<string, long> Notifications { get; private init; } = None;

    /// <summary>A level is present and is not an integer.</summary>
    public bool HasBadLevel { get; private init; }

    /// <summary><c>events</c> or <c>notifications</c> is present and is not an object of integers.</summary>
    public bool HasBadMap { get; private init; }

    /// <summary><c>users</c> is present and is not an object from user ids to integers.</summary>
    public bool HasBadUsers { get; private init; }

    internal static PowerLevelContent Read(ReadOnlySpan<byte> content, bool integersOnly)
    {
        var levels = new Reader(integersOnly);
        var maps = new Reader(integersOnly);
        var people = new Reader(integersOnly);
        return new PowerLevelContent
        {
            UsersDefault = levels.Level(CanonicalMembers.Find(content, "users_default"u8)),
            EventsDefault = levels.Level(CanonicalMembers.Find(content, "events_default"u8)),
            StateDefault = levels.Level(CanonicalMembers.Find(content, "state_default"u8)),
            Ban = levels.Level(CanonicalMembers.Find(content, "ban"u8)),
            Redact = levels.Level(CanonicalMembers.Find(content, "redact"u8)),
            Kick = levels.Level(CanonicalMembers.Find(content, "kick"u8)),
            Invite = levels.Level(CanonicalMembers.Find(content, "invite"u8)),
            Events = maps.Map(CanonicalMembers.Find(content, "events"u8)),
            Notifications = maps.Map(CanonicalMembers.Find(content, "notifications"u8)),
            Users = people.Map(CanonicalMembers.Find(content, "users"u8), key => UserId.TryParse(key, out _)),
            HasBadLevel = levels.FoundBad,
            HasBadMap = maps.FoundBad,
            HasBadUsers = people.FoundBad,
        };
    }

    private sealed class Reader(bool integersOnly)
    {
        public bool FoundBad { get; private set; }

        public long? Level(ReadOnlySpan<byte> value)
        {
            if (value.IsEmpty)
            {
                return null;
            }

            var level = CanonicalValue.Integer(value) ?? (integersOnly ? null : LenientLevel.Read(value));
            FoundBad |= level is null;
            return level;
        }

        public Dictionary<string, long> Map(ReadOnlySpan<byte> value, Func<string, bool>? isKey = null)
        {
            var map = new Dictionary<string, long>(StringComparer.Ordinal);
            if (!CanonicalValue.IsObject(value))
            {
                FoundBad |= !value.IsEmpty;
                return map;
            }

            foreach (var member in new CanonicalMembers(value))
            {
                var key = JsonText.Decode(member.Key);
                FoundBad |= isKey is not null && !isKey(key);
                if (Level(member.Value) is { } level)
                {
                    map[key] = level;
                }
            }

            return map;
        }
    }
}

/// <summary>Levels as rooms before version 10 may spell them: strings of digits, and in versions 1 to 5 floats.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v1/#mroompower_levels-events-accept-values-as-strings</remarks>
file static class LenientLevel
{
    public static long? Read(ReadOnlySpan<byte> value)
    {
        if (CanonicalValue.String(value) is { } text)
        {
            return long.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var level) ? level : null;
        }

        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < long.MaxValue
                ? (long)Math.Truncate(number)
                : null;
    }
}
