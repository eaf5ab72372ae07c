using Vestnik.Homeserver.Media.Previews;
using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Media;

/// <summary>
/// Every hour: finishes or removes what a crash has left of uploads, forgets names and unfinished uploads that nobody used in
/// time, and removes what is not kept any longer.
/// </summary>
public sealed class MediaSweep(
    IMediaStore store, IMediaRemovals removals, IMediaFiles files, IPartialFiles parts, MediaRemoval removal, LinkPreviews previews,
    HomeserverOptions options, TimeProvider clock)
    : ITimerKind
{
    // Longer than any upload takes: a file this old has no request any more, on whichever silo it was.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(6);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public string Kind => "media";

    public string? StandingKey => "sweep";

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        await SweepAsync(cancel);
        return clock.GetUtcNow() + Every;
    }

    public async Task SweepAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var name in files.Unsettled(now - Abandoned))
        {
            await (await store.IsRecordedAsync(name, cancel) ? files.SettleAsync(name) : files.DiscardAsync(name));
        }

        await removals.ForgetUnusedAsync(now.ToUnixTimeMilliseconds());
        await RemovePartsAsync(cancel);
        await RemoveOutlivedAsync(now, cancel);
        await removal.RemoveUnwantedAsync(cancel);
        await previews.ForgetOldAsync();
    }

    // An unfinished upload is of use as long as its name is reserved.
    private async Task RemovePartsAsync(CancellationToken cancel)
    {
        foreach (var id in parts.All())
        {
            if (await store.FindAsync(id, cancel) is not { File: null })
            {
                parts.Remove(id);
            }
        }
    }

    private async Task RemoveOutlivedAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var days = options.Media.KeepUnusedDays;
        await removals.DateAsync(days is null ? null : now.ToUnixTimeMilliseconds());
        long? unusedSince = days is null ? null : (now - TimeSpan.FromDays(days.Value)).ToUnixTimeMilliseconds();
        await removal.RemoveOutlivedAsync(now.ToUnixTimeMilliseconds(), unusedSince, cancel);
    }
}
