using Vestnik.Homeserver.Contacts;

namespace Vestnik.ClientApi.Accounts;

/// <summary>Names of accounts that are contacts of their owners.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#identifier-types</remarks>
public sealed class ContactNames(KeptContacts contacts, ContactProofs proofs)
{
    public const string ThirdParty = "m.id.thirdparty";

    public const string Phone = "m.id.phone";

    // A name that no account has: whoever uses it is refused as with a wrong password.
    private const string Nobody = "";

    /// <summary>The user id of whose contact it is; else a name that nobody has.</summary>
    public async Task<string> OfAsync(string? medium, string? address, CancellationToken cancel) =>
        medium is not null && address is not null ? await OfAsync(Contact.Of(medium, address), cancel) : Nobody;

    /// <summary>The same for a telephone number as people write it.</summary>
    public async Task<string> OfPhoneAsync(string? country, string? number, CancellationToken cancel) => country is not null && number is not null
        ? await OfAsync(proofs.ReadPhone(country, number).Match(contact => contact, _ => (Contact?)null), cancel)
        : Nobody;

    private async Task<string> OfAsync(Contact? contact, CancellationToken cancel) =>
        contact is { } known && await contacts.OwnerAsync(known, cancel) is { } owner ? owner.ToString() : Nobody;
}
