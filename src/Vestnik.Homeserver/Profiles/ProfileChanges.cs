using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Profiles;

/// <summary>Changes profiles, and what rooms show of them.</summary>
public sealed class ProfileChanges(IProfileStore store, ProfileInRooms rooms)
{
    /// <param name="user">Whose profile it is.</param>
    /// <param name="field">Such as <c>displayname</c>.</param>
    /// <param name="value">A JSON value; null to remove the field.</param>
    public async Task<Outcome<bool>> SetAsync(UserId user, string field, byte[]? value)
    {
        var set = await store.SetAsync(user, field, value);
        if (set.Accepted(out var changed, out _) && changed && field is Profile.DisplayNameField or Profile.AvatarField)
        {
            await rooms.TellAsync(user);
        }

        return set;
    }
}
