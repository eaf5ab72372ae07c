using System.Globalization;
using System.Security.Cryptography;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>Uploaded filters in SQL.</summary>
public sealed class FilterStore(Database database) : IFilterStore
{
    private const long MostFilters = 1_000;

    private const string Count = "SELECT COUNT(*) FROM filters WHERE user_id = @user_id";

    private const string Known = "SELECT nid FROM filters WHERE user_id = @user_id AND hash = @hash";

    private const string Keep =
        "INSERT INTO filters (user_id, hash, content) VALUES (@user_id, @hash, @content) RETURNING nid";

    private const string Find = "SELECT content FROM filters WHERE nid = @nid AND user_id = @user_id";

    public Task<string?> KeepAsync(UserId user, ReadOnlyMemory<byte> filter)
    {
        var content = filter.ToArray();
        var hash = SHA256.HashData(content);
        return database.WriteAsync(database.ShardOf(user.ToString()), transaction =>
        {
            var sql = transaction.Sql;
            var nid = sql.Number(Known, ("user_id", user.ToString()), ("hash", hash));
            if (nid is null && sql.Number(Count, ("user_id", user.ToString())) < MostFilters)
            {
                nid = sql.Number(Keep, ("user_id", user.ToString()), ("hash", hash), ("content", content));
            }

            return nid?.ToString(CultureInfo.InvariantCulture);
        });
    }

    public ValueTask<byte[]?> FindAsync(UserId user, string filterId, CancellationToken cancel) =>
        long.TryParse(filterId, NumberStyles.None, CultureInfo.InvariantCulture, out var nid)
            ? database.ReadAsync(
                sql => sql.First(Find, row => row.GetFieldValue<byte[]>(0), ("nid", nid), ("user_id", user.ToString())), cancel)
            : new ValueTask<byte[]?>((byte[]?)null);
}
