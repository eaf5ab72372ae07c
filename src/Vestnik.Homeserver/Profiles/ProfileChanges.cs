using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Profiles;

/// <summary>Changes profiles.</summary>
public sealed class ProfileChanges(IProfileStore store)
{
    /// <param name="user">Whose profile it is.</param>
    /// <param name="field">Such as <c>displayname</c>.</param>
    /// <param name="value">A JSON value; null to remove the field.</param>
    /// <param name="cancel">Ends the wait, not the change.</param>
    public async Task<Outcome<bool>> SetAsync(UserId user, string field, byte[]? value, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return await store.SetAsync(user, field, value);
    }
}
