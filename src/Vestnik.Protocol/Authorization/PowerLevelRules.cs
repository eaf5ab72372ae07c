using Vestnik.Protocol.Events;

namespace Vestnik.Protocol.Authorization;

/// <summary>The rules of <c>m.room.power_levels</c>: nobody raises or lowers what is above themselves.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#authorisation-rules (rule 10; rule 9 in versions 6 to 11)</remarks>
internal static class PowerLevelRules
{
    public static Verdict Check(Pdu candidate, RoomView room, long power)
    {
        var proposed = candidate.PowerLevels;
        if (room.Rules.IntegerPowerLevels && (proposed.HasBadLevel || proposed.HasBadMap))
        {
            return Verdict.Reject("a power level is not an integer");
        }

        if (proposed.HasBadUsers)
        {
            return Verdict.Reject("the users are not a map from user ids to integers");
        }

        if (room.Rules.CreatorsOutrankEveryone && NamesCreator(proposed, room))
        {
            return Verdict.Reject("the power of a creator cannot be set");
        }

        if (room.PowerLevelEvent?.PowerLevels is not { } current)
        {
            return Verdict.Allow;
        }

        if (ChangesLevelAbove(current, proposed, power))
        {
            return Verdict.Reject("a changed level is above the sender's");
        }

        if (ChangesEntryAbove(current.Events, proposed.Events, power)
            || (room.Rules.GuardsNotificationLevels && ChangesEntryAbove(current.Notifications, proposed.Notifications, power)))
        {
            return Verdict.Reject("a changed event or notification level is above the sender's");
        }

        return ChangesUserAbove(current.Users, proposed.Users, candidate.Sender.ToString(), power)
            ? Verdict.Reject("a changed user level is not below the sender's")
            : Verdict.Allow;
    }

    private static bool NamesCreator(PowerLevelContent proposed, RoomView room)
    {
        foreach (var user in proposed.Users.Keys)
        {
            if (room.IsCreator(user))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ChangesLevelAbove(PowerLevelContent current, PowerLevelContent proposed, long power) =>
        IsAbove(current.UsersDefault, proposed.UsersDefault, power)
        || IsAbove(current.EventsDefault, proposed.EventsDefault, power)
        || IsAbove(current.StateDefault, proposed.StateDefault, power)
        || IsAbove(current.Ban, proposed.Ban, power)
        || IsAbove(current.Redact, proposed.Redact, power)
        || IsAbove(current.Kick, proposed.Kick, power)
        || IsAbove(current.Invite, proposed.Invite, power);

    private static bool IsAbove(long? current, long? proposed, long power) =>
        current != proposed && (current > power || proposed > power);

    private static bool ChangesEntryAbove(IReadOnlyDictionary<string, long> current, IReadOnlyDictionary<string, long> proposed, long power)
    {
        foreach (var (key, level) in current)
        {
            if (level > power && !Keeps(proposed, key, level))
            {
                return true;
            }
        }

        return AddsAbove(current, proposed, power);
    }

    private static bool ChangesUserAbove(
        IReadOnlyDictionary<string, long> current, IReadOnlyDictionary<string, long> proposed, string sender, long power)
    {
        foreach (var (user, level) in current)
        {
            if (level >= power && user != sender && !Keeps(proposed, user, level))
            {
                return true;
            }
        }

        return AddsAbove(current, proposed, power);
    }

    private static bool AddsAbove(IReadOnlyDictionary<string, long> current, IReadOnlyDictionary<string, long> proposed, long power)
    {
        foreach (var (key, level) in proposed)
        {
            if (level > power && !Keeps(current, key, level))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Keeps(IReadOnlyDictionary<string, long> levels, string key, long level) =>
        levels.TryGetValue(key, out var kept) && kept == level;
}
