using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.OAuth;

/// <summary>Devices without a browser that wait for a person to enter their code on another screen.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#device-authorisation-flow</remarks>
public sealed class WaitingDevices(ITicketStore tickets, KnownClients clients, TimeProvider clock)
{
    /// <summary>What waits with this code; null when nothing does, or does no longer.</summary>
    public async ValueTask<Ticket?> FindAsync(string typed, CancellationToken cancel) =>
        UserCode.Read(typed) is { } code
        && await tickets.FindByUserCodeAsync(code.Hash, cancel) is { State: TicketState.Open } ticket
        && ticket.ExpiresAt > clock.GetUtcNow().ToUnixTimeMilliseconds()
            ? ticket
            : null;

    public async ValueTask<string> ClientNameAsync(Ticket ticket, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return (await clients.FindAsync(ticket.ClientId, cancel))?.Metadata.ShownName ?? ticket.ClientId;
    }

    /// <summary>Lets the device in as this person, or keeps it out; false when somebody has decided already.</summary>
    public Task<bool> DecideAsync(Ticket ticket, UserId? person) =>
        tickets.MoveAsync(ticket, person is null ? TicketState.Refused : TicketState.Granted, person);
}
