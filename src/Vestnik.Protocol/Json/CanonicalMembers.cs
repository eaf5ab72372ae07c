using System.Buffers;

namespace Vestnik.Protocol.Json;

/// <summary>
/// Walks the members of an object that is already canonical, without parsing what is inside the values.
/// Give it nothing but the output of <see cref="CanonicalJson"/> or of this library: it trusts the form.
/// </summary>
public ref struct CanonicalMembers
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);

    private readonly ReadOnlySpan<byte> json;
    private int keyEnd;
    private int next;

    /// <param name="json">A canonical JSON object, braces included.</param>
    public CanonicalMembers(ReadOnlySpan<byte> json)
    {
        this.json = json;
        next = 1;
    }

    /// <summary>Index of the key's opening quote.</summary>
    public int Start { get; private set; }

    /// <summary>Index of the first byte of the value.</summary>
    public readonly int ValueStart => keyEnd + 1;

    /// <summary>Index behind the last byte of the value.</summary>
    public int End { get; private set; }

    /// <summary>The key as spelled, without quotes.</summary>
    public readonly ReadOnlySpan<byte> Key => json[(Start + 1)..(keyEnd - 1)];

    public readonly ReadOnlySpan<byte> Value => json[ValueStart..End];

    /// <summary>The member as spelled: <c>"key":value</c>.</summary>
    public readonly ReadOnlySpan<byte> Member => json[Start..End];

    public readonly CanonicalMembers GetEnumerator() => this;

    public readonly CanonicalMembers Current => this;

    public bool MoveNext()
    {
        if (json[next] == (byte)'}' || next >= json.Length - 1)
        {
            return false;
        }

        Start = next;
        keyEnd = EndOfString(json, next);
        End = EndOfValue(json, keyEnd + 1);
        next = json[End] == (byte)',' ? End + 1 : End;
        return true;
    }

    /// <summary>The value of a member by its key as spelled; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> json, ReadOnlySpan<byte> key)
    {
        if (!json.StartsWith("{"u8))
        {
            return [];
        }

        foreach (var member in new CanonicalMembers(json))
        {
            if (member.Key.SequenceEqual(key))
            {
                return member.Value;
            }
        }

        return [];
    }

    internal static int EndOfValue(ReadOnlySpan<byte> json, int at) => json[at] switch
    {
        (byte)'"' => EndOfString(json, at),
        (byte)'{' or (byte)'[' => EndOfStructure(json, at),
        _ => EndOfScalar(json, at),
    };

    private static int EndOfString(ReadOnlySpan<byte> json, int at)
    {
        for (at++; ; at += 2)
        {
            at += json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[at] == (byte)'"')
            {
                return at + 1;
            }
        }
    }

    private static int EndOfStructure(ReadOnlySpan<byte> json, int at)
    {
        for (var depth = 0; ;)
        {
            at += json[at..].IndexOfAny(Structure);
            switch (json[at])
            {
                case (byte)'"':
                    at = EndOfString(json, at);
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            at++;
            if (depth == 0)
            {
                return at;
            }
        }
    }

    private static int EndOfScalar(ReadOnlySpan<byte> json, int at)
    {
        var length = json[at..].IndexOfAny((byte)',', (byte)'}', (byte)']');
        return length < 0 ? json.Length : at + length;
    }
}
