using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Contacts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Contacts;

/// <summary>Contacts in SQL.</summary>
public sealed class ContactRows(Database database) : IContactStore
{
    private const string Columns = "sid, client_secret, medium, address, token, attempt, tries, next_link, validated_at, expires_at";

    private const string OfContact = $"""
        SELECT {Columns} FROM contact_sessions WHERE medium = @medium AND address = @address AND client_secret = @client_secret
        """;

    private const string ById = $"SELECT {Columns} FROM contact_sessions WHERE sid = @sid";

    private const string Save = $"""
        INSERT INTO contact_sessions ({Columns})
        VALUES (@sid, @client_secret, @medium, @address, @token, @attempt, @tries, @next_link, @validated_at, @expires_at)
        ON CONFLICT (sid) DO UPDATE
        SET token = excluded.token, attempt = excluded.attempt, tries = excluded.tries, next_link = excluded.next_link,
          validated_at = excluded.validated_at, expires_at = excluded.expires_at
        """;

    private const string Sweep = "DELETE FROM contact_sessions WHERE expires_at < @now";

    private const string Count = "UPDATE contact_sessions SET tries = tries + 1 WHERE sid = @sid";

    private const string Spend = "DELETE FROM contact_sessions WHERE sid = @sid";

    private const string Owner = "SELECT user_id FROM contacts WHERE medium = @medium AND address = @address";

    private const string OfUser = "SELECT medium, address, validated_at, added_at FROM contacts WHERE user_id = @user_id ORDER BY added_at, address";

    private const string Add = """
        INSERT INTO contacts (medium, address, user_id, validated_at, added_at)
        VALUES (@medium, @address, @user_id, @validated_at, @added_at) ON CONFLICT DO NOTHING
        """;

    private const string Remove = "DELETE FROM contacts WHERE medium = @medium AND address = @address AND user_id = @user_id";

    private const string RemoveEach = "DELETE FROM contacts WHERE user_id = @user_id";

    /// <summary>Forgets the contacts of an account that ends.</summary>
    internal static void RemoveAll(Session sql, UserId user) => sql.Execute(RemoveEach, ("user_id", user.ToString()));

    public ValueTask<ContactSession?> FindSessionAsync(Contact contact, TokenHash clientSecret, CancellationToken cancel) => database.ReadAsync(
        sql => sql.First(
            OfContact, Read, ("medium", contact.Medium), ("address", contact.Address), ("client_secret", clientSecret.ToBytes())),
        cancel);

    public ValueTask<ContactSession?> FindSessionAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(sql => id.Contains('\0', StringComparison.Ordinal) ? null : sql.First(ById, Read, ("sid", id)), cancel);

    public Task SaveAsync(ContactSession session, long now) => database.WriteAsync(ShardOf(session), transaction =>
    {
        transaction.Sql.Execute(Sweep, ("now", now));
        transaction.Sql.Execute(
            Save,
            ("sid", session.Id),
            ("client_secret", session.ClientSecret.ToBytes()),
            ("medium", session.Contact.Medium),
            ("address", session.Contact.Address),
            ("token", session.Token.ToBytes()),
            ("attempt", session.Attempt),
            ("tries", session.Tries),
            ("next_link", session.NextLink),
            ("validated_at", session.ValidatedAt),
            ("expires_at", session.ExpiresAt));
    });

    public Task CountTryAsync(ContactSession session) =>
        database.WriteAsync(ShardOf(session), transaction => transaction.Sql.Execute(Count, ("sid", session.Id)));

    public Task<bool> SpendAsync(ContactSession session) =>
        database.WriteAsync(ShardOf(session), transaction => transaction.Sql.Execute(Spend, ("sid", session.Id)) == 1);

    public ValueTask<UserId?> OwnerAsync(Contact contact, CancellationToken cancel) => database.ReadAsync(
        sql => sql.First(Owner, row => (UserId?)UserId.Parse(row.GetString(0)), ("medium", contact.Medium), ("address", contact.Address)), cancel);

    public async ValueTask<IReadOnlyList<KeptContact>> OfAsync(UserId user, CancellationToken cancel) => await database.ReadAsync(
        sql => sql.All(
            OfUser,
            row => new KeptContact(new Contact(row.GetString(0), row.GetString(1)), row.GetInt64(2), row.GetInt64(3)),
            ("user_id", user.ToString())),
        cancel);

    public Task<bool> AddAsync(UserId user, KeptContact contact) =>
        database.WriteAsync(database.ShardOf(user.ToString()), transaction =>
            transaction.Sql.Execute(
                Add,
                ("medium", contact.Contact.Medium),
                ("address", contact.Contact.Address),
                ("user_id", user.ToString()),
                ("validated_at", contact.ValidatedAt),
                ("added_at", contact.AddedAt)) == 1
            || transaction.Sql.First(Owner, row => row.GetString(0), ("medium", contact.Contact.Medium), ("address", contact.Contact.Address)) == user.ToString());

    public Task RemoveAsync(UserId user, Contact contact) =>
        database.WriteAsync(database.ShardOf(user.ToString()), transaction => transaction.Sql.Execute(
            Remove, ("medium", contact.Medium), ("address", contact.Address), ("user_id", user.ToString())));

    private int ShardOf(ContactSession session) => database.ShardOf(session.Id);

    private static ContactSession Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        ClientSecret = TokenHash.FromBytes(row.GetFieldValue<byte[]>(1)),
        Contact = new Contact(row.GetString(2), row.GetString(3)),
        Token = TokenHash.FromBytes(row.GetFieldValue<byte[]>(4)),
        Attempt = row.GetInt64(5),
        Tries = row.GetInt64(6),
        NextLink = row.IsDBNull(7) ? null : row.GetString(7),
        ValidatedAt = row.IsDBNull(8) ? null : row.GetInt64(8),
        ExpiresAt = row.GetInt64(9),
    };
}
