namespace Vestnik.Homeserver.Media.Thumbnails;

/// <summary>Makes pictures smaller. The bytes come from strangers.</summary>
public interface IImageShrinker
{
    /// <summary>What the picture says of itself, without unpacking it; null when it is broken.</summary>
    ImageHead? Look(byte[] image);

    /// <summary>The picture as planned, without what it carries besides (place, camera); null when it is broken or it took too long.</summary>
    /// <param name="image">One of the kinds in <see cref="ImageKind"/>.</param>
    /// <param name="plan">What becomes of it.</param>
    /// <param name="isAnimated">It goes on moving; else its first frame is taken.</param>
    /// <param name="cancel">Ends the work.</param>
    ShrunkImage? Shrink(byte[] image, ThumbnailPlan plan, bool isAnimated, CancellationToken cancel);
}

/// <param name="ContentType">Such as <c>image/jpeg</c>.</param>
/// <param name="Bytes">The whole file.</param>
public sealed record ShrunkImage(string ContentType, byte[] Bytes);
