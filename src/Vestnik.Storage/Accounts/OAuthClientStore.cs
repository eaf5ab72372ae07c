using System.Text.Json;
using Vestnik.Homeserver;
using Vestnik.Homeserver.OAuth;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>OAuth clients in SQL.</summary>
public sealed class OAuthClientStore(Database database, HomeserverOptions options) : IOAuthClientStore
{
    private const string Find = "SELECT metadata FROM oauth_clients WHERE client_id = @client_id";

    private const string Keep = """
        INSERT INTO oauth_clients (client_id, metadata, created_at) VALUES (@client_id, @metadata, @created_at)
        ON CONFLICT (client_id) DO UPDATE SET created_at = excluded.created_at
        """;

    private const string Sweep = """
        DELETE FROM oauth_clients WHERE created_at < @before
        AND NOT EXISTS (SELECT 1 FROM devices d WHERE d.client_id = oauth_clients.client_id)
        AND NOT EXISTS (SELECT 1 FROM oauth_tickets t WHERE t.client_id = oauth_clients.client_id)
        """;

    public ValueTask<OAuthClient?> FindAsync(string clientId, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, row => Read(clientId, row.GetString(0)), ("client_id", clientId)), cancel);

    public Task KeepAsync(OAuthClient client, long now) =>
        database.WriteAsync(database.ShardOf(client.ClientId), transaction => transaction.Sql.Execute(
            Keep, ("client_id", client.ClientId), ("metadata", client.Metadata.ToJson()), ("created_at", now)));

    public Task SweepAsync(long before) =>
        database.WriteAsync(database.ShardOf(nameof(OAuthClientStore)), transaction => transaction.Sql.Execute(Sweep, ("before", before)));

    // What was registered under another address of this server may no longer be allowed, and is then not known.
    private OAuthClient? Read(string clientId, string metadata)
    {
        using var json = JsonDocument.Parse(metadata);
        return ClientMetadata.Read(json.RootElement, options.PublicBaseUrl).Match<OAuthClient?>(read => new(clientId, read), _ => null);
    }
}
