using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Authorization;

/// <summary>Who may do what in a room, defaults included.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroompower_levels</remarks>
public readonly record struct PowerLevels
{
    /// <summary>The power of a creator from room version 12 on: above every integer that JSON can hold.</summary>
    public const long Infinite = long.MaxValue;

    private const long Moderator = 50;
    private const long Creator = 100;

    private readonly Pdu? create;
    private readonly PowerLevelContent? levels;
    private readonly AuthorizationRules rules;

    private PowerLevels(Pdu? create, PowerLevelContent? levels, AuthorizationRules rules)
    {
        this.create = create;
        this.levels = levels;
        this.rules = rules;
    }

    public long Ban => levels?.Ban ?? Moderator;

    public long Kick => levels?.Kick ?? Moderator;

    public long Redact => levels?.Redact ?? Moderator;

    public long Invite => levels?.Invite ?? 0;

    public static PowerLevels Of(IRoomState state, RoomVersion version) =>
        Of(state.Find(EventType.PowerLevels, ""), state.Find(EventType.Create, ""), version);

    public static PowerLevels Of(Pdu? powerLevels, Pdu? create, RoomVersion version) =>
        new(create, powerLevels?.PowerLevels, version.Authorization);

    public long UserLevel(UserId user) => UserLevel(user.ToString());

    /// <summary>The level needed to send an event of this type.</summary>
    public long EventLevel(string type, bool isState)
    {
        if (levels is not null && levels.Events.TryGetValue(type, out var level))
        {
            return level;
        }

        return isState ? levels?.StateDefault ?? Moderator : levels?.EventsDefault ?? 0;
    }

    /// <summary>The level needed to notify by this key, such as "room".</summary>
    public long Notification(string key) =>
        levels is not null && levels.Notifications.TryGetValue(key, out var level) ? level : Moderator;

    /// <summary>The user founded the room, alone or as one of its additional creators.</summary>
    public bool IsCreator(UserId user) => RoomCreators.Include(create, user.ToString(), rules);

    internal long UserLevel(string user)
    {
        if (rules.CreatorsOutrankEveryone && RoomCreators.Include(create, user, rules))
        {
            return Infinite;
        }

        if (levels is null)
        {
            return !rules.CreatorsOutrankEveryone && RoomCreators.Include(create, user, rules) ? Creator : 0;
        }

        return levels.Users.TryGetValue(user, out var level) ? level : levels.UsersDefault ?? 0;
    }
}
