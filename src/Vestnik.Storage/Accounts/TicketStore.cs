using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.OAuth;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>OAuth tickets in SQL.</summary>
public sealed class TicketStore(Database database) : ITicketStore
{
    private const string Columns = "hash, kind, state, client_id, user_id, device_id, content, user_code, asked_at, expires_at";

    private const string Keep = $"""
        INSERT INTO oauth_tickets ({Columns})
        VALUES (@hash, @kind, @state, @client_id, @user_id, @device_id, @content, @user_code, @asked_at, @expires_at)
        """;

    private const string Sweep = "DELETE FROM oauth_tickets WHERE expires_at < @before";

    private const string Find = $"SELECT {Columns} FROM oauth_tickets WHERE hash = @hash AND kind = @kind";

    private const string FindByUserCode = $"SELECT {Columns} FROM oauth_tickets WHERE user_code = @user_code";

    private const string Move = """
        UPDATE oauth_tickets SET state = @state, user_id = COALESCE(@user_id, user_id) WHERE hash = @hash AND state = @before
        """;

    private const string Asked = "UPDATE oauth_tickets SET asked_at = @at WHERE hash = @hash";

    private const string Remove = "DELETE FROM oauth_tickets WHERE user_id = @user_id";

    // A code that is used twice must still be there to be recognized, and so must a device code that is asked for too late.
    private static readonly long Remembered = (long)TimeSpan.FromMinutes(30).TotalMilliseconds;

    public Task KeepAsync(Ticket ticket, long now) =>
        database.WriteAsync(Shard(ticket), transaction =>
        {
            transaction.Sql.Execute(Sweep, ("before", now - Remembered));
            transaction.Sql.Execute(
                Keep,
                ("hash", ticket.Hash.ToBytes()),
                ("kind", ticket.Kind.ToString()),
                ("state", ticket.State.ToString()),
                ("client_id", ticket.ClientId),
                ("user_id", ticket.UserId?.ToString()),
                ("device_id", ticket.DeviceId?.ToString()),
                ("content", ticket.Content),
                ("user_code", ticket.UserCode?.ToBytes()),
                ("asked_at", ticket.AskedAt),
                ("expires_at", ticket.ExpiresAt));
        });

    public ValueTask<Ticket?> FindAsync(TokenHash hash, TicketKind kind, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, Read, ("hash", hash.ToBytes()), ("kind", kind.ToString())), cancel);

    public ValueTask<Ticket?> FindByUserCodeAsync(TokenHash userCode, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(FindByUserCode, Read, ("user_code", userCode.ToBytes())), cancel);

    public Task<bool> MoveAsync(Ticket ticket, TicketState state, UserId? user = null) =>
        database.WriteAsync(Shard(ticket), transaction => transaction.Sql.Execute(
            Move,
            ("state", state.ToString()),
            ("user_id", user?.ToString()),
            ("hash", ticket.Hash.ToBytes()),
            ("before", ticket.State.ToString())) == 1);

    public Task AskedAsync(Ticket ticket, long at) =>
        database.WriteAsync(Shard(ticket), transaction => transaction.Sql.Execute(Asked, ("at", at), ("hash", ticket.Hash.ToBytes())));

    /// <summary>Removes what somebody has agreed to and no client has fetched, within a transaction.</summary>
    internal static void RemoveAll(Session sql, UserId user) => sql.Execute(Remove, ("user_id", user.ToString()));

    private int Shard(Ticket ticket) => database.ShardOf(ticket.ClientId);

    private static Ticket Read(DbDataReader row) => new()
    {
        Hash = TokenHash.FromBytes(row.GetFieldValue<byte[]>(0)),
        Kind = Enum.Parse<TicketKind>(row.GetString(1)),
        State = Enum.Parse<TicketState>(row.GetString(2)),
        ClientId = row.GetString(3),
        UserId = row.IsDBNull(4) ? null : UserId.Parse(row.GetString(4)),
        DeviceId = row.IsDBNull(5) ? null : DeviceId.Parse(row.GetString(5)),
        Content = row.GetString(6),
        UserCode = row.IsDBNull(7) ? null : TokenHash.FromBytes(row.GetFieldValue<byte[]>(7)),
        AskedAt = row.GetInt64(8),
        ExpiresAt = row.GetInt64(9),
    };
}
