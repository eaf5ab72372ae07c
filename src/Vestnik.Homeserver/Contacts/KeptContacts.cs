using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Contacts;

/// <summary>The contacts that people keep here.</summary>
public sealed class KeptContacts(IContactStore store, TimeProvider clock)
{
    private const int Most = 20;

    public ValueTask<IReadOnlyList<KeptContact>> OfAsync(UserId user, CancellationToken cancel) => store.OfAsync(user, cancel);

    /// <summary>Whose contact this is, or null.</summary>
    public ValueTask<UserId?> OwnerAsync(Contact contact, CancellationToken cancel) => store.OwnerAsync(contact, cancel);

    /// <summary>Gives a proven contact to a person, and spends the proof.</summary>
    /// <returns><c>M_THREEPID_IN_USE</c> where somebody else has it.</returns>
    public async Task<MatrixError?> AddAsync(UserId user, ContactSession proof, CancellationToken cancel)
    {
        if ((await store.OfAsync(user, cancel)).Count >= Most)
        {
            return MatrixError.Of("M_THREEPID_DENIED", 403, $"An account keeps at most {Most} addresses and numbers.");
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!await store.AddAsync(user, new KeptContact(proof.Contact, proof.ValidatedAt ?? now, now)))
        {
            return MatrixError.Of("M_THREEPID_IN_USE", 400, "This address or number is in use already.");
        }

        await store.SpendAsync(proof);
        return null;
    }

    public Task RemoveAsync(UserId user, Contact contact) => store.RemoveAsync(user, contact);

    /// <summary>Ends a proof that has served; false when another request was faster.</summary>
    public Task<bool> SpendAsync(ContactSession proof) => store.SpendAsync(proof);
}
