using System.Buffers;
using System.Buffers.Text;

namespace Vestnik.Protocol.Json;

/// <summary>Base64 without padding, as keys, hashes and signatures are written.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#unpadded-base64</remarks>
public static class UnpaddedBase64
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Decodes with or without padding.</summary>
    /// <returns>Null when the text is not base64.</returns>
    public static byte[]? Decode(string text)
    {
        var bare = text.AsSpan().TrimEnd('=');
        if (text.Length - bare.Length > 2 || bare.Length % 4 == 1 || bare.ContainsAny(" \t\r\n"))
        {
            return null;
        }

        var padded = string.Concat(bare, "===".AsSpan(0, (4 - (bare.Length % 4)) % 4));
        var bytes = new byte[bare.Length * 3 / 4];
        return Convert.TryFromBase64String(padded, bytes, out var written) && written == bytes.Length ? bytes : null;
    }

    /// <summary>Encodes into ASCII; the output has room for <see cref="EncodedLength"/> and two bytes more.</summary>
    internal static int Encode(ReadOnlySpan<byte> bytes, Span<byte> ascii) =>
        Base64.EncodeToUtf8(bytes, ascii, out _, out _) == OperationStatus.Done
            ? EncodedLength(bytes.Length)
            : throw new ArgumentException("The output is too short.", nameof(ascii));

    internal static int EncodedLength(int bytes) => ((bytes * 4) + 2) / 3;
}
