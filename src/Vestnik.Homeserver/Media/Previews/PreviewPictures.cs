using Vestnik.Homeserver.Media.Thumbnails;

namespace Vestnik.Homeserver.Media.Previews;

/// <summary>Copies the picture of a page, so that nobody who sees the preview is seen by the page.</summary>
public sealed class PreviewPictures(
    IWebReader web, IImageShrinker shrinker, IMediaStore store, IMediaFiles files, TimeProvider clock)
{
    private const long MostPixels = 50_000_000;

    private static readonly WebWish Wish = new(
        ["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"], 5 * 1024 * 1024, TimeSpan.FromSeconds(10));

    /// <summary>Null when there is no picture at the address: a preview is of use without one.</summary>
    public async Task<PreviewPicture?> CopyAsync(Uri address, TimeSpan keep, CancellationToken cancel)
    {
        if (!(await web.ReadAsync(address, Wish, cancel)).Accepted(out var document, out _) || document is null
            || ImageKinds.Recognise(document.Bytes) is not { } kind
            || shrinker.Look(document.Bytes) is not { } head || head.Pixels > MostPixels)
        {
            return null;
        }

        using var content = new MemoryStream(document.Bytes, writable: false);
        if (!(await files.ReceiveAsync(content, Wish.LargestBytes, cancel)).Accepted(out var file, out _))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var media = new MediaRecord
        {
            Id = MediaId.New(),
            Uploader = null,
            ContentType = ImageKinds.ContentTypeOf(kind),
            File = file,
            CreatedAt = now.ToUnixTimeMilliseconds(),
            ExpiresAt = (now + keep).ToUnixTimeMilliseconds(),
        };
        await (await store.AddAsync(media, long.MaxValue) == Filled.Kept ? files.SettleAsync(file.Name) : files.DiscardAsync(file.Name));
        return new PreviewPicture(media.Id, media.ContentType, head.Width, head.Height, file.Size);
    }
}

/// <param name="Id">Of the copy.</param>
/// <param name="ContentType">Such as <c>image/png</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Size">In bytes.</param>
public sealed record PreviewPicture(MediaId Id, string ContentType, int Width, int Height, long Size);
