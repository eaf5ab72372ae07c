using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Vestnik.Homeserver.Sync;

/// <summary>An answer under construction: pooled bytes, and the few JSON forms that a sync answer is made of.</summary>
public sealed class AnswerBuffer : IBufferWriter<byte>, IDisposable
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(4096);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsSpan(Length);
    }

    public void Append(ReadOnlySpan<byte> json)
    {
        Grow(json.Length);
        json.CopyTo(bytes.AsSpan(Length));
        Length += json.Length;
    }

    /// <summary>A string with its quotes.</summary>
    public void AppendText(string text)
    {
        Append("\""u8);
        if (text.AsSpan().ContainsAnyExcept(Plain))
        {
            Append(JsonEncodedText.Encode(text).EncodedUtf8Bytes);
        }
        else
        {
            Grow(text.Length);
            Length += Encoding.ASCII.GetBytes(text, bytes.AsSpan(Length));
        }

        Append("\""u8);
    }

    public void AppendNumber(long number)
    {
        Grow(20);
        Utf8Formatter.TryFormat(number, bytes.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>Takes back what was written after a place.</summary>
    public void CutTo(int length) => Length = length;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        Length = 0;
    }

    private void Grow(int size)
    {
        size = Math.Max(size, 1);
        if (bytes.Length - Length >= size)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Length + size));
        bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
