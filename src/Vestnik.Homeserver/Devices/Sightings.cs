using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Devices;

/// <summary>When sessions were last seen, written at most every ten minutes each; losing one in a crash harms nobody.</summary>
public sealed partial class Sightings(IDeviceStore devices, TimeProvider clock, ILogger<Sightings> log)
{
    private const int MostKept = 500_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, long> notedAt = new();

    /// <summary>True once in ten minutes for each session.</summary>
    public bool IsDue(long sessionId)
    {
        var now = clock.GetUtcNow().UtcTicks;
        if (notedAt.TryGetValue(sessionId, out var before))
        {
            return now - before >= Pause.Ticks && notedAt.TryUpdate(sessionId, now, before);
        }

        if (notedAt.Count >= MostKept)
        {
            notedAt.Clear();
        }

        return notedAt.TryAdd(sessionId, now);
    }

    /// <summary>Writes without anybody waiting for it.</summary>
    public void Note(long sessionId, UserId user, string? address) => _ = WriteAsync(sessionId, user, address);

    private async Task WriteAsync(long sessionId, UserId user, string? address)
    {
        try
        {
            await devices.MarkSeenAsync(sessionId, user, clock.GetUtcNow().ToUnixTimeMilliseconds(), address);
        }
        catch (StoreUnavailableException e)
        {
            LogLost(e);
        }
        catch (ObjectDisposedException)
        {
            // The server stops; the note is not worth holding it up.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "When a session was last seen could not be written")]
    private partial void LogLost(Exception cause);
}
