using System.Collections.Concurrent;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Media.Thumbnails;

/// <summary>Gives out thumbnails, and makes them when they are first asked for.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#thumbnails</remarks>
public sealed class ThumbnailMaker(IThumbnailStore store, IMediaFiles files, IImageShrinker shrinker, TimeProvider clock) : IDisposable
{
    private const long LargestSource = 40 * 1024 * 1024;
    private const long MostPixels = 50_000_000;
    private const long MostMovingPixels = 100_000_000;
    private const int MostFrames = 500;
    private const long LargestThumbnail = 20 * 1024 * 1024;
    private const int AtOnce = 2;
    private const int MostWaiting = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WorkPool pool = new(AtOnce, MostWaiting, Patience, clock);

    // Who asks for what is just being made waits for that.
    private readonly ConcurrentDictionary<ThumbnailKey, Lazy<Task<Outcome<Thumbnail>>>> underway = new();

    /// <returns><c>M_UNKNOWN</c> when this is no picture, <c>M_TOO_LARGE</c>, <c>M_LIMIT_EXCEEDED</c> when too many are being made.</returns>
    public async Task<Outcome<Thumbnail>> FindAsync(MediaRecord media, ThumbnailSize size, bool isAnimated, CancellationToken cancel)
    {
        if (media.File is not { } source || !ImageKinds.IsPicture(media.ContentType))
        {
            return NoPicture;
        }

        var key = new ThumbnailKey(source.Name, size, isAnimated);
        if (await store.FindAsync(key, cancel) is { } made)
        {
            return made;
        }

        var making = underway.GetOrAdd(key, _ => new(() => MakeAndForgetAsync(media, key)));
        return await making.Value.WaitAsync(cancel);
    }

    public void Dispose() => pool.Dispose();

    private static MatrixError NoPicture => MatrixError.Unknown("This server cannot make a thumbnail of this content; download it as a whole.");

    private static MatrixError TooLarge => MatrixError.TooLarge("The picture is too large to make a thumbnail of it; download it as a whole.");

    private async Task<Outcome<Thumbnail>> MakeAndForgetAsync(MediaRecord media, ThumbnailKey key)
    {
        try
        {
            return await MakeAsync(media, media.File!, key);
        }
        finally
        {
            underway.TryRemove(key, out _);
        }
    }

    private async Task<Outcome<Thumbnail>> MakeAsync(MediaRecord media, StoredFile source, ThumbnailKey key)
    {
        if (source.Size > LargestSource)
        {
            return TooLarge;
        }

        // Also the reading has its turn: what is unpacked at a time bounds the memory.
        var shrunk = await pool.RunAsync(async cancel => await ReadAsync(source) is { } bytes
            ? await Task.Run(() => Shrink(bytes, key, cancel), CancellationToken.None)
            : MatrixError.NotFound("The media has been lost from this server."));
        if (!shrunk.Accepted(out var image, out var refusal))
        {
            return refusal;
        }

        return image.Bytes.Length == 0
            ? await KeepAsync(media, key, new Thumbnail(image.ContentType, source))
            : await KeepNewAsync(media, key, image);
    }

    // Without bytes where the picture is its own thumbnail.
    private Outcome<ShrunkImage> Shrink(byte[] bytes, ThumbnailKey key, CancellationToken cancel)
    {
        if (ImageKinds.Recognise(bytes) is not { } kind || shrinker.Look(bytes) is not { } head)
        {
            return NoPicture;
        }

        // Before anything is unpacked: a few bytes can say that they are a picture of a square kilometre.
        if (head.Pixels > MostPixels)
        {
            return TooLarge;
        }

        var moves = key.IsAnimated && head.Frames is > 1 and <= MostFrames && head.Pixels * head.Frames <= MostMovingPixels;
        return key.Size.Holds(head) && MayStayAsItIs(bytes, kind, head, key.IsAnimated)
            ? new ShrunkImage(ImageKinds.ContentTypeOf(kind), [])
            : shrinker.Shrink(bytes, key.Size.PlanFor(head), moves, cancel) is { } shrunk ? shrunk : NoPicture;
    }

    // The specification's list of types for thumbnails has no AVIF.
    private static bool MayStayAsItIs(byte[] bytes, ImageKind kind, ImageHead head, bool mayMove) =>
        kind != ImageKind.Avif && (mayMove || (head.Frames == 1 && !(kind == ImageKind.Png && ImageKinds.IsMovingPng(bytes))));

    private async Task<byte[]?> ReadAsync(StoredFile source)
    {
        if (await files.OpenAsync(source, CancellationToken.None) is not { } opened)
        {
            return null;
        }

        await using var content = opened;
        var bytes = new byte[source.Size];
        var read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : null;
    }

    private async Task<Outcome<Thumbnail>> KeepNewAsync(MediaRecord media, ThumbnailKey key, ShrunkImage image)
    {
        using var content = new MemoryStream(image.Bytes, writable: false);
        if (!(await files.ReceiveAsync(content, LargestThumbnail, CancellationToken.None)).Accepted(out var file, out _))
        {
            return TooLarge;
        }

        var kept = await KeepAsync(media, key, new Thumbnail(image.ContentType, file));
        if (kept.Accepted(out var thumbnail, out _) && thumbnail.File.Name == file.Name)
        {
            await files.SettleAsync(file.Name);
        }
        else
        {
            await files.DiscardAsync(file.Name);
        }

        return kept;
    }

    // Another silo may have been faster, or the media be gone by now.
    private async Task<Outcome<Thumbnail>> KeepAsync(MediaRecord media, ThumbnailKey key, Thumbnail thumbnail)
    {
        if (await store.AddAsync(media, key, thumbnail))
        {
            return thumbnail;
        }

        return await store.FindAsync(key, CancellationToken.None) is { } other ? other : MatrixError.NotFound("There is no such media.");
    }
}
