using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Makes the next transaction for an application service out of what was committed since the last.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#pushing-events</remarks>
internal sealed class ServiceGathering(
    AppService service, ServiceInterest interest, EphemeralNews news, IEventLog log, ServiceEphemera ephemera, RoomViews views,
    CommitFeed feed, TimeProvider clock)
{
    private const int MostEvents = 100;
    private const int MostBytes = 1024 * 1024;
    private const int PageLength = 100;

    // A long log that concerns nobody is looked through in pieces, so that the place reached is noted now and then.
    private const int MostScanned = 5_000;

    /// <summary>What was gathered last may not have been noted: receipts are read anew.</summary>
    public void StartAnew() => news.Missed();

    /// <param name="positions">Of each shard: what is behind them has been told.</param>
    /// <param name="cancel">Stops looking.</param>
    public async Task<Gathered> GatherAsync(IReadOnlyList<long> positions, CancellationToken cancel)
    {
        // Taken before the heads are read: what is noted later is gathered later.
        var changes = service.HearsEphemera ? news.Take() : null;
        var reached = positions.ToArray();
        using var body = new AnswerBuffer();
        body.Append("{\"events\":["u8);
        var scan = new Scan(body);
        for (var shard = 0; shard < reached.Length; shard++)
        {
            reached[shard] = await ScanAsync(shard, reached[shard], scan, cancel);
        }

        body.Append("]"u8);
        var told = changes is not null && await ephemera.WriteAsync(service, interest, news, changes, positions, reached, body, cancel);
        body.Append("}"u8);
        return new Gathered(scan.Count > 0 || told ? body.Written.ToArray() : null, reached, !scan.IsFull);
    }

    private async Task<long> ScanAsync(int shard, long position, Scan scan, CancellationToken cancel)
    {
        // The views are current up to this head.
        var head = feed.HeadOf(shard);
        while (position < head)
        {
            if (scan.IsFull)
            {
                return position;
            }

            var page = await log.AfterAsync(shard, position, head, PageLength, cancel);
            foreach (var logged in page)
            {
                if (scan.IsFull)
                {
                    return position;
                }

                position = logged.Event.Position;
                scan.Scanned++;
                if (await views.FindAsync(logged.Room, cancel) is { } view && await interest.CoversAsync(view, logged.Event, cancel))
                {
                    scan.Add(logged, clock.GetUtcNow().ToUnixTimeMilliseconds());
                }
            }

            if (page.Count < PageLength)
            {
                return head;
            }
        }

        return position;
    }

    private sealed class Scan(AnswerBuffer body)
    {
        private readonly JsonList events = new();

        public int Count { get; private set; }

        public int Scanned { get; set; }

        public bool IsFull => Count >= MostEvents || body.Length >= MostBytes || Scanned >= MostScanned;

        public void Add(LoggedEvent logged, long now)
        {
            events.Next(body);
            ClientEvent.Write(body, logged.Event, new() { Now = now, SessionId = 0, Room = logged.Room });
            Count++;
        }
    }
}
