using System.Buffers.Binary;
using NetVips;

namespace Vestnik.Server.Tests.Media;

/// <summary>Pictures as people and attackers send them.</summary>
internal static class Pictures
{
    /// <summary>A picture of this size, in one of the kinds <c>jpeg</c>, <c>png</c>, <c>webp</c>, <c>gif</c>, <c>avif</c>.</summary>
    public static byte[] Of(string kind, int width, int height)
    {
        using var picture = Colours(width, height);
        return kind switch
        {
            "jpeg" => picture.JpegsaveBuffer(),
            "png" => picture.PngsaveBuffer(),
            "webp" => picture.WebpsaveBuffer(),
            "gif" => picture.GifsaveBuffer(),
            _ => picture.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1),
        };
    }

    /// <summary>A picture through which one can see.</summary>
    public static byte[] Transparent(int width, int height)
    {
        using var picture = Colours(width, height);
        using var glass = picture.Bandjoin(128);
        return glass.PngsaveBuffer();
    }

    /// <summary>A GIF of three frames.</summary>
    public static byte[] Moving(int width, int height)
    {
        using var strip = Colours(width, height * 3);
        using var frames = strip.Mutate(changed =>
        {
            changed.Set(GValue.GIntType, "page-height", height);
            changed.Set(GValue.ArrayIntType, "delay", new[] { 100, 100, 100 });
        });
        return frames.GifsaveBuffer();
    }

    /// <summary>A JPEG of a camera that was held upright and notes where it was.</summary>
    public static byte[] Upright(int width, int height, string place)
    {
        using var picture = Colours(width, height);
        using var noted = picture.Mutate(changed =>
        {
            changed.Set(GValue.GIntType, "orientation", 6);
            changed.Set(GValue.GStrType, "exif-ifd0-ImageDescription", place);
        });
        return noted.JpegsaveBuffer();
    }

    /// <summary>A PNG of a few hundred bytes that says it is as large as this.</summary>
    public static byte[] Bomb(int width, int height)
    {
        const int header = 8;
        var png = Of("png", 8, 8);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(header + 8), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(header + 12), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(header + 21), Crc(png.AsSpan(header + 4, 17)));
        return png;
    }

    /// <summary>What a picture is: width, height of a frame, frames, and whether one can see through it.</summary>
    public static (int Width, int Height, int Frames, bool HasAlpha) Look(byte[] picture)
    {
        using var opened = Image.NewFromBuffer(picture);
        return (opened.Width, opened.Height, opened.Contains("n-pages") ? (int)opened.Get("n-pages") : 1, opened.HasAlpha());
    }

    public static (int Width, int Height) LookAtStill(byte[] picture)
    {
        using var opened = Image.NewFromBuffer(picture);
        return (opened.Width, opened.Height);
    }

    // Different everywhere, so that frames differ from one another.
    private static Image Colours(int width, int height)
    {
        using var places = Image.Xyz(width, height);
        using var colours = places.Bandjoin(128);
        using var mixed = colours * new double[] { 255.0 / width, 255.0 / height, 1 };
        using var bytes = mixed.Cast(Enums.BandFormat.Uchar);
        return bytes.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
