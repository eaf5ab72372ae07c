using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Media;

/// <summary>Removes everything that somebody has uploaded.</summary>
/// <remarks>The file goes before its record: after a crash in between the record is still there to go on from.</remarks>
public sealed class UploadRemoval(IMediaStore store, IMediaFiles files)
{
    private const int AtOnce = 500;

    /// <summary>Removes one upload.</summary>
    public async Task RemoveAsync(MediaRecord media)
    {
        if (media.File is { } file)
        {
            files.Remove(file.Name);
        }

        await store.RemoveAsync(media.Uploader, [media.Id]);
    }

    public async Task RemoveAllAsync(UserId uploader, CancellationToken cancel)
    {
        while (await store.OfAsync(uploader, AtOnce, cancel) is { Count: > 0 } uploads)
        {
            foreach (var (_, file) in uploads)
            {
                if (file is not null)
                {
                    files.Remove(file);
                }
            }

            await store.RemoveAsync(uploader, [.. uploads.Select(upload => upload.Id)]);
        }
    }
}
