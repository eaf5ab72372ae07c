using System.Data.Common;
using Vestnik.Homeserver.Accounts;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>The rows that make up a session: the device and its tokens.</summary>
internal static class SessionRows
{
    private const string AddDevice = """
        INSERT INTO devices (user_id, device_id, display_name, created_at, client_id)
        VALUES (@user_id, @device_id, @display_name, @created_at, @client_id)
        ON CONFLICT (user_id, device_id) DO UPDATE SET client_id = excluded.client_id
        RETURNING nid
        """;

    private const string AddAccessToken = """
        INSERT INTO access_tokens (hash, device, expires_at, refresh_hash)
        VALUES (@hash, @device, @expires_at, @refresh_hash)
        """;

    private const string AddRefreshToken = "INSERT INTO refresh_tokens (hash, device) VALUES (@hash, @device)";

    private const string EndAccessTokens = "DELETE FROM access_tokens WHERE device = @device RETURNING hash";

    private const string EndRefreshTokens = "DELETE FROM refresh_tokens WHERE device = @device";

    /// <summary>Signs a device in; the tokens that it had before end and are returned.</summary>
    public static List<TokenHash> Open(Session sql, NewSession session)
    {
        var device = sql.Number(
            AddDevice,
            ("user_id", session.UserId.ToString()),
            ("device_id", session.DeviceId.ToString()),
            ("display_name", session.DisplayName),
            ("created_at", session.CreatedAt),
            ("client_id", session.ClientId))!.Value;
        var ended = EndTokens(sql, device);
        AddTokens(sql, device, session.Tokens);
        return ended;
    }

    public static void AddTokens(Session sql, long device, NewTokens tokens)
    {
        sql.Execute(
            AddAccessToken,
            ("hash", tokens.AccessToken.ToBytes()),
            ("device", device),
            ("expires_at", tokens.ExpiresAt),
            ("refresh_hash", tokens.RefreshToken?.ToBytes()));
        if (tokens.RefreshToken is { } refresh)
        {
            sql.Execute(AddRefreshToken, ("hash", refresh.ToBytes()), ("device", device));
        }
    }

    public static List<TokenHash> EndTokens(Session sql, long device)
    {
        sql.Execute(EndRefreshTokens, ("device", device));
        return sql.All(EndAccessTokens, Hash, ("device", device));
    }

    public static TokenHash Hash(DbDataReader row) => TokenHash.FromBytes(row.GetFieldValue<byte[]>(0));
}
