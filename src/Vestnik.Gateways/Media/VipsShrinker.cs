using NetVips;
using Vestnik.Homeserver.Media.Thumbnails;

namespace Vestnik.Gateways.Media;

/// <summary>Makes pictures smaller with libvips, which is told to read five kinds of files and nothing else.</summary>
/// <remarks>https://www.libvips.org/API/current/developer-checklist.html</remarks>
public sealed class VipsShrinker : IImageShrinker
{
    private const int JpegQuality = 80;
    private const int WebpQuality = 75;

    private static readonly string[] Readers =
        ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadNsgif", "VipsForeignLoadWebp", "VipsForeignLoadHeif"];

    static VipsShrinker()
    {
        Operation.Block("VipsForeignLoad", true);
        foreach (var reader in Readers)
        {
            Operation.Block(reader, false);
        }

        NetVips.NetVips.BlockUntrusted = true;

        // Pictures of strangers are not kept in memory, and one of them takes one thread.
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
    }

    public ImageHead? Look(byte[] image)
    {
        try
        {
            using var opened = Image.NewFromBuffer(image, access: Enums.Access.Sequential);
            var (width, height) = (opened.Width, opened.Height);
            return IsTurned(opened) ? new ImageHead(height, width, FramesOf(opened)) : new ImageHead(width, height, FramesOf(opened));
        }
        catch (VipsException)
        {
            return null;
        }
    }

    public ShrunkImage? Shrink(byte[] image, ThumbnailPlan plan, bool isAnimated, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        try
        {
            using var small = Image.ThumbnailBuffer(
                image, plan.Width, isAnimated ? "n=-1" : "", height: plan.Height, size: Enums.Size.Force, failOn: Enums.FailOn.Error);
            return isAnimated ? SaveMoving(small, plan, cancel) : SaveStill(small, plan, cancel);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    private static ShrunkImage SaveStill(Image small, ThumbnailPlan plan, CancellationToken cancel)
    {
        using var cut = Cut(small, plan, 0);
        cut.SetProgress(new Progress<int>(), cancel);
        return cut.HasAlpha()
            ? new ShrunkImage("image/png", cut.PngsaveBuffer(keep: Enums.ForeignKeep.None))
            : new ShrunkImage("image/jpeg", cut.JpegsaveBuffer(q: JpegQuality, keep: Enums.ForeignKeep.None, optimizeCoding: true));
    }

    // The frames of a moving picture lie one below the other.
    private static ShrunkImage SaveMoving(Image small, ThumbnailPlan plan, CancellationToken cancel)
    {
        var frames = Enumerable.Range(0, small.Height / small.PageHeight).Select(frame => Cut(small, plan, frame * small.PageHeight)).ToArray();
        try
        {
            using var strip = Image.Arrayjoin(frames, across: 1);
            using var moving = strip.Mutate(changed => changed.Set(GValue.GIntType, "page-height", frames[0].Height));
            moving.SetProgress(new Progress<int>(), cancel);
            return new ShrunkImage("image/webp", moving.WebpsaveBuffer(q: WebpQuality, effort: 2, keep: Enums.ForeignKeep.None));
        }
        finally
        {
            foreach (var frame in frames)
            {
                frame.Dispose();
            }
        }
    }

    private static Image Cut(Image small, ThumbnailPlan plan, int top)
    {
        var (width, height) = (Math.Min(plan.CutWidth, small.Width), Math.Min(plan.CutHeight, small.PageHeight));
        return small.Crop((small.Width - width) / 2, top + ((small.PageHeight - height) / 2), width, height);
    }

    private static int FramesOf(Image image) => image.Contains("n-pages") && image.Get("n-pages") is int frames ? frames : 1;

    // Cameras note how they were held; from 5 on, width and height change places.
    private static bool IsTurned(Image image) => image.Contains("orientation") && image.Get("orientation") is int and >= 5;
}
