using System.Text;

namespace Vestnik.Storage.Engine;

/// <summary>FNV-1a over UTF-8: a hash that never changes between versions or machines, as stored shard numbers and id indexes need it.</summary>
public static class StableHash
{
    public static ulong Of(string text)
    {
        Span<byte> buffer = stackalloc byte[1024];
        var bytes = Encoding.UTF8.GetByteCount(text) <= buffer.Length
            ? buffer[..Encoding.UTF8.GetBytes(text, buffer)]
            : Encoding.UTF8.GetBytes(text);

        var hash = 14695981039346656037UL;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        // The low bits of FNV mix weakly, and shards take the low bits.
        return hash ^ (hash >> 32);
    }

    /// <summary>The hash as the databases store it, signed.</summary>
    public static long Column(string text) => unchecked((long)Of(text));
}
