namespace Vestnik.Homeserver.OAuth;

/// <summary>A program that may ask people for access.</summary>
/// <param name="ClientId">The same for everybody who registers the same metadata.</param>
/// <param name="Metadata">What the program said of itself.</param>
public sealed record OAuthClient(string ClientId, ClientMetadata Metadata);

public interface IOAuthClientStore
{
    ValueTask<OAuthClient?> FindAsync(string clientId, CancellationToken cancel);

    /// <summary>Keeps a client; one that is known already stays as it is.</summary>
    /// <param name="client">The client.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    Task KeepAsync(OAuthClient client, long now);

    /// <summary>
    /// Removes clients registered before a time that no device and no ticket belongs to.
    /// </summary>
    /// <param name="before">Milliseconds since 1970.</param>
    Task SweepAsync(long before);
}
