using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Media;

/// <summary>Removes content together with its files and thumbnails.</summary>
/// <remarks>After a crash in between, the note that a file is unwanted is still there to go on from.</remarks>
public sealed class MediaRemoval(IMediaRemovals removals, IMediaFiles files)
{
    private const int AtOnce = 500;

    /// <summary>Removes everything that somebody has uploaded.</summary>
    public async Task RemoveAllAsync(UserId uploader, CancellationToken cancel)
    {
        while (await removals.OfAsync(uploader, AtOnce, cancel) is { Count: > 0 } uploads)
        {
            await removals.RemoveAsync(uploader, uploads);
        }

        await RemoveUnwantedAsync(cancel);
    }

    /// <summary>Removes these; the answer says which of them there were.</summary>
    public async Task<IReadOnlyList<MediaId>> RemoveAsync(IReadOnlyList<OwnedMedia> media, CancellationToken cancel)
    {
        var removed = new List<MediaId>();
        foreach (var ofOne in media.GroupBy(owned => owned.Uploader))
        {
            removed.AddRange(await removals.RemoveAsync(ofOne.Key, [.. ofOne.Select(owned => owned.Id)]));
        }

        await RemoveUnwantedAsync(cancel);
        return removed;
    }

    /// <summary>Removes copies whose time is over, and what nobody has read since then.</summary>
    public async Task RemoveOutlivedAsync(long now, long? unusedSince, CancellationToken cancel)
    {
        while (await removals.OutlivedAsync(now, unusedSince, AtOnce, cancel) is { Count: > 0 } outlived)
        {
            await RemoveAsync(outlived, cancel);
        }
    }

    public async Task RemoveUnwantedAsync(CancellationToken cancel)
    {
        while (await removals.UnwantedAsync(AtOnce, cancel) is { Count: > 0 } unwanted)
        {
            foreach (var file in unwanted)
            {
                await files.RemoveAsync(file);
                await removals.ForgetUnwantedAsync(file);
            }
        }
    }
}
