using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Devices;

/// <summary>The inboxes of devices: kept until the device has said that it has them, in the order in which they came.</summary>
public interface IToDeviceStore
{
    /// <summary>
    /// Puts messages into the inboxes of people of one shard, all or none, and once for each
    /// (<see cref="ToDeviceRequest.SessionId"/>, type, transaction id) however often it is asked. Devices that do not exist are passed over.
    /// </summary>
    /// <returns>False when an inbox is full; then nothing was put.</returns>
    Task<bool> PutAsync(int shard, ToDeviceRequest request, IReadOnlyList<ToDeviceMessage> messages);

    /// <summary>The shard in which a person's inboxes are.</summary>
    int ShardOf(UserId user);

    /// <summary>At most <paramref name="limit"/> messages with positions after <paramref name="after"/> and up to <paramref name="upTo"/>, in order.</summary>
    ValueTask<IReadOnlyList<ToDeviceItem>> PageAsync(DeviceAddress device, long after, long upTo, int limit, CancellationToken cancel);

    /// <summary>Forgets messages up to this position.</summary>
    Task DeleteAsync(DeviceAddress device, long upTo);

    /// <summary>The lowest and highest positions in the inbox; null when it is empty.</summary>
    ValueTask<(long Lowest, long Highest)?> BoundsAsync(DeviceAddress device, CancellationToken cancel);
}

/// <summary>Which request the messages are of.</summary>
public sealed record ToDeviceRequest
{
    public required UserId Sender { get; init; }

    /// <summary>The sender's session; the scope of its transaction ids.</summary>
    public required long SessionId { get; init; }

    public required string Type { get; init; }

    public required string TransactionId { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long SentAt { get; init; }
}

/// <param name="User">To whom.</param>
/// <param name="Device">To which device; null is every device that the user has.</param>
/// <param name="Event">The JSON object as the device gets it: <c>type</c>, <c>sender</c>, <c>content</c>.</param>
public sealed record ToDeviceMessage(UserId User, DeviceId? Device, byte[] Event);

/// <param name="Position">In the user's shard.</param>
/// <param name="Event">The JSON object as the device gets it.</param>
public sealed record ToDeviceItem(long Position, ReadOnlyMemory<byte> Event);
