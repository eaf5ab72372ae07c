namespace Vestnik.Homeserver.Media.Thumbnails;

/// <summary>The kinds of pictures that thumbnails are made of. Everything else, SVG above all, is never looked into.</summary>
public enum ImageKind
{
    Jpeg,
    Png,
    Gif,
    Webp,
    Avif,
}

/// <summary>What a picture is, by its own first bytes: what its uploader says decides nothing.</summary>
public static class ImageKinds
{
    private const int LengthOfBrand = 4;
    private const int LongestHead = 64;

    /// <summary>Null for everything that is none of them.</summary>
    public static ImageKind? Recognise(ReadOnlySpan<byte> image) =>
        image.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? ImageKind.Jpeg
        : image.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? ImageKind.Png
        : image.StartsWith("GIF87a"u8) || image.StartsWith("GIF89a"u8) ? ImageKind.Gif
        : image.Length >= 12 && image.StartsWith("RIFF"u8) && image[8..].StartsWith("WEBP"u8) ? ImageKind.Webp
        : IsAvif(image) ? ImageKind.Avif
        : null;

    /// <summary>The content type of the kind.</summary>
    public static string ContentTypeOf(ImageKind kind) => kind switch
    {
        ImageKind.Jpeg => "image/jpeg",
        ImageKind.Png => "image/png",
        ImageKind.Gif => "image/gif",
        ImageKind.Webp => "image/webp",
        _ => "image/avif",
    };

    /// <summary>True for a content type of which a thumbnail may be asked.</summary>
    public static bool IsPicture(string contentType) =>
        contentType.Split(';', 2)[0].Trim().ToLowerInvariant()
            is "image/jpeg" or "image/jpg" or "image/png" or "image/apng" or "image/gif" or "image/webp" or "image/avif";

    /// <summary>True for a PNG that moves: its animation control stands before its first picture.</summary>
    /// <remarks>https://www.w3.org/TR/png-3/#apng-frame-based-animation</remarks>
    public static bool IsMovingPng(ReadOnlySpan<byte> image)
    {
        const int signature = 8;
        const int around = 12;
        for (var at = signature; at + around <= image.Length;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(image[at..]);
            var type = image.Slice(at + 4, 4);
            if (type.SequenceEqual("acTL"u8))
            {
                return true;
            }

            if (type.SequenceEqual("IDAT"u8) || length > image.Length)
            {
                return false;
            }

            at += around + (int)length;
        }

        return false;
    }

    // The first box of the file lists the brands it is of: https://aomediacodec.github.io/av1-avif/#brands
    private static bool IsAvif(ReadOnlySpan<byte> image)
    {
        if (image.Length < 16 || !image[4..].StartsWith("ftyp"u8))
        {
            return false;
        }

        var length = (int)Math.Min(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(image), LongestHead);
        for (var at = 8; at + LengthOfBrand <= Math.Min(length, image.Length); at += LengthOfBrand)
        {
            var brand = image.Slice(at, LengthOfBrand);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            {
                return true;
            }
        }

        return false;
    }
}
