namespace Vestnik.Homeserver.Push;

/// <summary>This server's own push gateway, which speaks Web Push: to browsers and to apps that use UnifiedPush.</summary>
public interface IOwnPushGateway
{
    /// <summary>The operator lets it work.</summary>
    bool IsOpen { get; }

    /// <summary>Where it is, as pushers name it.</summary>
    Uri Address { get; }

    /// <summary>The public key that browsers bind their subscription to: an uncompressed P-256 point, 65 bytes, in base64url without padding.</summary>
    /// <remarks>https://www.rfc-editor.org/rfc/rfc8292#section-4.1</remarks>
    string PublicKey { get; }

    /// <summary>The address is this gateway's, and it is open.</summary>
    bool Is(Uri address);

    /// <summary>Passes a notification on to the push services of its devices.</summary>
    /// <param name="notification">A JSON object as the push gateway API has it.</param>
    /// <param name="cancel">The server stops, or whoever asked has gone.</param>
    Task<GatewayAnswer> NotifyAsync(ReadOnlyMemory<byte> notification, CancellationToken cancel);
}
