using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Contacts;

/// <summary>Contacts of people, and proofs under way.</summary>
public interface IContactStore
{
    /// <summary>The session of this client for this contact, or null.</summary>
    ValueTask<ContactSession?> FindSessionAsync(Contact contact, TokenHash clientSecret, CancellationToken cancel);

    ValueTask<ContactSession?> FindSessionAsync(string id, CancellationToken cancel);

    /// <summary>Stores a session, and sweeps those that expired before <paramref name="now"/> (milliseconds since 1970).</summary>
    Task SaveAsync(ContactSession session, long now);

    /// <summary>Counts a wrong token.</summary>
    Task CountTryAsync(ContactSession session);

    /// <summary>Removes a session; true for one caller only.</summary>
    Task<bool> SpendAsync(ContactSession session);

    /// <summary>Whose contact this is, or null.</summary>
    ValueTask<UserId?> OwnerAsync(Contact contact, CancellationToken cancel);

    ValueTask<IReadOnlyList<KeptContact>> OfAsync(UserId user, CancellationToken cancel);

    /// <summary>Gives a contact to a person; false when it is somebody else's.</summary>
    Task<bool> AddAsync(UserId user, KeptContact contact);

    Task RemoveAsync(UserId user, Contact contact);
}
