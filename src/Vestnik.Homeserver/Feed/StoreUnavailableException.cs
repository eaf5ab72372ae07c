namespace Vestnik.Homeserver.Feed;

/// <summary>
/// The database did not make a write durable, or did not say whether it did: full disk, lost connection, failed batch.
/// The doors answer 503 with <c>Retry-After</c>; whoever holds state built on the write drops it and reloads.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
