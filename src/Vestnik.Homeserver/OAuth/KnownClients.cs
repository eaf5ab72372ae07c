namespace Vestnik.Homeserver.OAuth;

/// <summary>Remembers programs, and forgets those that nobody let in.</summary>
public sealed class KnownClients(IOAuthClientStore store, TimeProvider clock)
{
    private const int LongestId = 64;

    private static readonly TimeSpan Unused = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    private long sweptAt;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public ValueTask<OAuthClient?> FindAsync(string? clientId, CancellationToken cancel) =>
        clientId is { Length: > 0 and <= LongestId } ? store.FindAsync(clientId, cancel) : new((OAuthClient?)null);

    /// <summary>The client's id.</summary>
    public async Task<string> KeepAsync(ClientMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var last = Interlocked.Read(ref sweptAt);
        if (Now - last > BetweenSweeps.TotalMilliseconds && Interlocked.CompareExchange(ref sweptAt, Now, last) == last)
        {
            await store.SweepAsync(Now - (long)Unused.TotalMilliseconds);
        }

        var client = new OAuthClient(metadata.ClientId(), metadata);
        await store.KeepAsync(client, Now);
        return client.ClientId;
    }
}
