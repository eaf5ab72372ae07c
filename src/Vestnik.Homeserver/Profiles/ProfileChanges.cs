using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Profiles;

/// <summary>Changes profiles, and what rooms show of them.</summary>
public sealed class ProfileChanges(IProfileStore store, Errands errands)
{
    /// <summary>So long the person waits; whoever is in very many rooms sees the last of them change a little later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="user">Whose profile it is.</param>
    /// <param name="field">Such as <c>displayname</c>.</param>
    /// <param name="value">A JSON value; null to remove the field.</param>
    public async Task<Outcome<bool>> SetAsync(UserId user, string field, byte[]? value)
    {
        Errand? tellRooms = field is Profile.DisplayNameField or Profile.AvatarField ? ProfileInRooms.Of(user) : null;
        var set = await store.SetAsync(user, field, value, tellRooms);
        if (set.Accepted(out var changed, out _) && changed && tellRooms is { } errand)
        {
            await errands.HurryAsync(errand, Patience);
        }

        return set;
    }
}
