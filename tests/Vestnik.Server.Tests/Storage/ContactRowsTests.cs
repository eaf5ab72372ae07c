using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Contacts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Contacts;

namespace Vestnik.Server.Tests.Storage;

/// <summary>Contacts are kept on both databases alike.</summary>
public sealed class ContactRowsTests
{
    private static readonly Contact Mail = new(Contact.Email, "anna@mail.example");
    private static readonly UserId Anna = UserId.Parse("@anna:town.example");
    private static readonly UserId Boris = UserId.Parse("@boris:town.example");

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task A_contact_belongs_to_one_person_until_they_give_it_up(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        var contacts = new ContactRows(database);
        var kept = new KeptContact(Mail, 5, 7);

        (await contacts.AddAsync(Anna, kept)).ShouldBeTrue();
        (await contacts.AddAsync(Boris, kept)).ShouldBeFalse();
        (await contacts.AddAsync(Anna, kept)).ShouldBeTrue();
        await contacts.RemoveAsync(Boris, Mail);
        (await contacts.OwnerAsync(Mail, CancellationToken.None)).ShouldBe(Anna);
        (await contacts.OfAsync(Anna, CancellationToken.None)).ShouldBe([kept]);

        await contacts.RemoveAsync(Anna, Mail);
        (await contacts.OwnerAsync(Mail, CancellationToken.None)).ShouldBeNull();
        (await contacts.AddAsync(Boris, kept)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task A_proof_is_found_by_its_client_spent_once_and_swept_when_it_is_old(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        var contacts = new ContactRows(database);
        var session = new ContactSession
        {
            Id = "one",
            ClientSecret = TokenHash.Of("s"),
            Contact = Mail,
            Token = TokenHash.Of("t"),
            Attempt = 1,
            ExpiresAt = 100,
        };
        await contacts.SaveAsync(session, now: 1);
        await contacts.CountTryAsync(session);
        await contacts.SaveAsync(session with { Id = "old", ClientSecret = TokenHash.Of("o"), ExpiresAt = 2, NextLink = "https://a.example", ValidatedAt = 2 }, now: 1);

        (await contacts.FindSessionAsync(Mail, TokenHash.Of("s"), CancellationToken.None)).ShouldBe(session with { Tries = 1 });
        (await contacts.FindSessionAsync(Mail, TokenHash.Of("x"), CancellationToken.None)).ShouldBeNull();
        (await contacts.FindSessionAsync("old", CancellationToken.None)).ShouldNotBeNull().ValidatedAt.ShouldBe(2);
        await contacts.SaveAsync(session with { ValidatedAt = 50 }, now: 50);
        (await contacts.FindSessionAsync("old", CancellationToken.None)).ShouldBeNull();
        (await contacts.FindSessionAsync("one", CancellationToken.None)).ShouldBe(session with { ValidatedAt = 50 });
        (await contacts.SpendAsync(session)).ShouldBeTrue();
        (await contacts.SpendAsync(session)).ShouldBeFalse();
    }
}
