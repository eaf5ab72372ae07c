namespace Vestnik.Homeserver.AppServices;

/// <summary>How far each application service has been told, and what it has not confirmed yet.</summary>
public interface IServiceQueues
{
    ValueTask<ServiceProgress?> FindAsync(string service, CancellationToken cancel);

    /// <summary>Begins to tell a service; nothing happens where that has begun.</summary>
    Task OpenAsync(string service, ServiceProgress queue);

    /// <summary>Forgets every service but these, with what they were to be told.</summary>
    Task KeepOnlyAsync(IReadOnlyList<string> services);

    /// <summary>
    /// Puts the next state of a service's queue in place of the one that the caller knows, in one transaction; false when it is
    /// another one by now, and nothing was written.
    /// </summary>
    Task<bool> ReplaceAsync(string service, ServiceProgress known, ServiceProgress next);
}

/// <summary>What one application service has been told.</summary>
public sealed record ServiceProgress
{
    /// <summary>Number of the last transaction, confirmed or not. It only grows: a service knows a transaction again by it.</summary>
    public required long Transaction { get; init; }

    /// <summary>The body of the last transaction while it is not confirmed; else null. Sent again, it is the same to the byte.</summary>
    public byte[]? Unconfirmed { get; init; }

    /// <summary>The position of each log shard up to which transactions have been made.</summary>
    public required IReadOnlyList<long> Positions { get; init; }
}
