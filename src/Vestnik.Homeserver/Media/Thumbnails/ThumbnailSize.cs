namespace Vestnik.Homeserver.Media.Thumbnails;

/// <summary>A size in which thumbnails are made. There are few, so that nobody fills the disk by asking for all others.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#thumbnails</remarks>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="IsCrop">The picture fills the size and what lies outside is cut; else it fits into the size whole.</param>
public sealed record ThumbnailSize(int Width, int Height, bool IsCrop)
{
    // The sizes that the specification names, the same shapes cropped, and two for large screens.
    private static readonly ThumbnailSize[] Scaled = [new(320, 240, false), new(640, 480, false), new(800, 600, false), new(1600, 1200, false)];

    private static readonly ThumbnailSize[] Cropped =
    [
        new(32, 32, true), new(96, 96, true), new(256, 256, true), new(640, 640, true),
        new(320, 240, true), new(640, 480, true), new(800, 600, true),
    ];

    /// <summary>
    /// The smallest size that is not smaller than what is asked for and, cropped, has the shape that is nearest to it; the
    /// largest where all are smaller.
    /// </summary>
    public static ThumbnailSize For(int width, int height, bool isCrop)
    {
        var sizes = isCrop ? Cropped : Scaled;
        var large = sizes.Where(size => size.Width >= width && size.Height >= height).ToList();
        return large.Count > 0
            ? large.MinBy(size => (isCrop ? size.Distance(width, height) : 0, size.Width))!
            : sizes.MinBy(size => (isCrop ? size.Distance(width, height) : 0, -size.Width))!;
    }

    /// <summary>True when the picture is not larger than this.</summary>
    public bool Holds(ImageHead image) => image.Width <= Width && image.Height <= Height;

    /// <summary>How a picture gets this size: it is never made larger than it is.</summary>
    public ThumbnailPlan PlanFor(ImageHead image)
    {
        var (across, down) = ((double)Width / image.Width, (double)Height / image.Height);
        var scale = Math.Min(1, IsCrop ? Math.Max(across, down) : Math.Min(across, down));
        var (width, height) = (Pixels(image.Width * scale), Pixels(image.Height * scale));
        if (!IsCrop)
        {
            return new ThumbnailPlan(width, height, width, height);
        }

        // A picture that is too narrow keeps the shape that was asked for.
        var part = Math.Min(1, Math.Min((double)width / Width, (double)height / Height));
        return new ThumbnailPlan(width, height, Math.Min(width, Pixels(Width * part)), Math.Min(height, Pixels(Height * part)));
    }

    private static int Pixels(double length) => Math.Max(1, (int)Math.Round(length));

    private double Distance(int width, int height) => Math.Abs(Math.Log((double)Width / Height) - Math.Log((double)width / height));
}

/// <summary>What a picture says of itself before it is unpacked.</summary>
/// <param name="Width">As it is shown, in pixels.</param>
/// <param name="Height">As it is shown, in pixels.</param>
/// <param name="Frames">More than one when it moves.</param>
public sealed record ImageHead(int Width, int Height, int Frames)
{
    public long Pixels => (long)Width * Height;
}

/// <summary>First the picture is made this wide and high, then its middle is cut out; all in pixels.</summary>
public sealed record ThumbnailPlan(int Width, int Height, int CutWidth, int CutHeight);
