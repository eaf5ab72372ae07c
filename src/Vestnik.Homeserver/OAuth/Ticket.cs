using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.OAuth;

/// <summary>Something that a client holds on its way to a session, under the hash of the secret that the client has.</summary>
public sealed record Ticket
{
    public required TokenHash Hash { get; init; }

    public required TicketKind Kind { get; init; }

    public TicketState State { get; init; } = TicketState.Open;

    public required string ClientId { get; init; }

    /// <summary>Who agreed; null until somebody has.</summary>
    public UserId? UserId { get; init; }

    public DeviceId? DeviceId { get; init; }

    /// <summary>What was asked for, in the words of the protocol library.</summary>
    public required string Content { get; init; }

    /// <summary>For <see cref="TicketKind.DeviceCode"/>: the hash of what a person types.</summary>
    public TokenHash? UserCode { get; init; }

    /// <summary>When it was made, or last asked for; milliseconds since 1970.</summary>
    public required long AskedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long ExpiresAt { get; init; }
}

/// <remarks>The names stand in the database.</remarks>
public enum TicketKind
{
    /// <summary>Good for one session, for a minute.</summary>
    AuthorizationCode,

    /// <summary>An authorization request that the client has sent ahead.</summary>
    PushedRequest,

    /// <summary>What a device without a browser waits with.</summary>
    DeviceCode,
}

/// <remarks>The names stand in the database.</remarks>
public enum TicketState
{
    Open,
    Granted,
    Refused,

    /// <summary>It has given a session; whoever comes with it again has copied it.</summary>
    Spent,
}

public interface ITicketStore
{
    /// <summary>Stores a ticket and sweeps those that expired before <paramref name="now"/> (milliseconds since 1970).</summary>
    Task KeepAsync(Ticket ticket, long now);

    /// <summary>Whether it has expired the caller decides.</summary>
    ValueTask<Ticket?> FindAsync(TokenHash hash, TicketKind kind, CancellationToken cancel);

    ValueTask<Ticket?> FindByUserCodeAsync(TokenHash userCode, CancellationToken cancel);

    /// <summary>Takes a ticket from one state into another; true for one caller only.</summary>
    /// <param name="ticket">The ticket as it was found.</param>
    /// <param name="state">The new state.</param>
    /// <param name="user">Who agreed, where somebody did.</param>
    Task<bool> MoveAsync(Ticket ticket, TicketState state, UserId? user = null);

    /// <summary>Notes that a device has asked.</summary>
    /// <param name="ticket">The ticket as it was found.</param>
    /// <param name="at">Milliseconds since 1970.</param>
    Task AskedAsync(Ticket ticket, long at);
}
