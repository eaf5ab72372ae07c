using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Vestnik.Protocol.Errors;

namespace Vestnik.Protocol.Json;

/// <summary>
/// Copies a document token by token into canonical form. An object whose keys come out of order is put in order in
/// place when it closes, so nothing is built in memory but the output.
/// </summary>
internal ref struct CanonicalWriter : IDisposable
{
    private const long LargestSafeInteger = (1L << 53) - 1;

    private readonly JsonNumbers numbers;
    private Utf8JsonReader reader;
    private readonly ByteSink output;
    private CanonicalMember[] members;
    private int memberCount;
    private MatrixError? refusal;

    public CanonicalWriter(ReadOnlySpan<byte> json, JsonNumbers numbers)
    {
        this.numbers = numbers;
        reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = CanonicalJson.MaximumDepth + 2 });
        output = new ByteSink(json.Length + 16);
        members = ArrayPool<CanonicalMember>.Shared.Rent(32);
    }

    public readonly byte[] ToArray() => output.ToArray();

    /// <summary>Writes the whole document.</summary>
    /// <returns>Null when written; otherwise the refusal.</returns>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    public MatrixError? Write()
    {
        reader.Read();
        if (WriteValue(depth: 1))
        {
            reader.Read();
        }

        return refusal;
    }

    public void Dispose()
    {
        output.Dispose();
        ArrayPool<CanonicalMember>.Shared.Return(members);
        members = [];
    }

    private bool WriteValue(int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return depth <= CanonicalJson.MaximumDepth ? WriteObject(depth) : RefuseDepth();
            case JsonTokenType.StartArray:
                return depth <= CanonicalJson.MaximumDepth ? WriteArray(depth) : RefuseDepth();
            case JsonTokenType.String:
                return WriteString();
            case JsonTokenType.Number:
                return WriteNumber(reader.ValueSpan);
            default:
                output.Append(reader.ValueSpan);
                return true;
        }
    }

    private bool WriteObject(int depth)
    {
        output.Append((byte)'{');
        var first = memberCount;
        var inOrder = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (memberCount > first)
            {
                output.Append((byte)',');
            }

            if (!WriteMember(depth, out var index))
            {
                return false;
            }

            var order = index == first ? -1 : Order.Compare(members[index - 1], members[index]);
            if (order == 0)
            {
                return RefuseDuplicate();
            }

            inOrder &= order < 0;
        }

        if (!inOrder && !PutInOrder(members.AsSpan(first, memberCount - first)))
        {
            return RefuseDuplicate();
        }

        memberCount = first;
        output.Append((byte)'}');
        return true;
    }

    private bool WriteMember(int depth, out int index)
    {
        index = memberCount;
        var escaped = reader.ValueIsEscaped;
        var start = output.Length;
        if (!WriteString())
        {
            return false;
        }

        Push(new CanonicalMember { Start = start, KeyEnd = output.Length, Escaped = escaped });
        output.Append((byte)':');
        reader.Read();
        var written = WriteValue(depth + 1);
        members[index].End = output.Length;
        return written;
    }

    private bool WriteArray(int depth)
    {
        output.Append((byte)'[');
        var first = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!first)
            {
                output.Append((byte)',');
            }

            first = false;
            if (!WriteValue(depth + 1))
            {
                return false;
            }
        }

        output.Append((byte)']');
        return true;
    }

    private bool WriteString()
    {
        output.Append((byte)'"');
        if (!reader.ValueIsEscaped)
        {
            output.Append(reader.ValueSpan);
        }
        else if (!JsonText.Rewrite(reader.ValueSpan, output))
        {
            refusal = MatrixError.BadJson("A string holds half of a surrogate pair.");
            return false;
        }

        output.Append((byte)'"');
        return true;
    }

    private bool WriteNumber(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny(".eE"u8) >= 0)
        {
            return WriteFloat(text);
        }

        if (Utf8Parser.TryParse(text, out long value, out _) && value is >= -LargestSafeInteger and <= LargestSafeInteger)
        {
            output.Append(value == 0 ? "0"u8 : text);
            return true;
        }

        if (numbers == JsonNumbers.Any)
        {
            output.Append(text);
            return true;
        }

        refusal = MatrixError.BadJson("A number lies outside the range from -(2^53)+1 to (2^53)-1.");
        return false;
    }

    /// <summary>A fraction is refused; an exponent that gives an integer is that integer, as in the specification's example <c>1e10</c>.</summary>
    private bool WriteFloat(ReadOnlySpan<byte> text)
    {
        if (numbers == JsonNumbers.Any && Utf8Parser.TryParse(text, out double value, out _) && double.IsFinite(value))
        {
            FloatText.Append(value, output);
            return true;
        }

        if (numbers == JsonNumbers.SafeIntegers
            && !text.Contains((byte)'.')
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && decimal.IsInteger(number)
            && Math.Abs(number) <= LargestSafeInteger)
        {
            Utf8Formatter.TryFormat((long)number, output.Reserve(20), out var written);
            output.Advance(written);
            return true;
        }

        refusal = MatrixError.BadJson("Only integers are allowed; this holds a number with a fraction or beyond all range.");
        return false;
    }

    private readonly MemberOrder Order => new(output.Written);

    private bool PutInOrder(Span<CanonicalMember> unordered)
    {
        var from = unordered[0].Start;
        var until = unordered[^1].End;
        Order.Sort(unordered);
        for (var i = 1; i < unordered.Length; i++)
        {
            if (Order.Compare(unordered[i - 1], unordered[i]) == 0)
            {
                return false;
            }
        }

        using var scratch = new ByteSink(until - from);
        foreach (ref readonly var member in unordered)
        {
            if (scratch.Length > 0)
            {
                scratch.Append((byte)',');
            }

            scratch.Append(output[member.Start..member.End]);
        }

        scratch.Written.CopyTo(output[from..until]);
        return true;
    }

    private void Push(CanonicalMember member)
    {
        if (memberCount == members.Length)
        {
            var larger = ArrayPool<CanonicalMember>.Shared.Rent(members.Length * 2);
            members.CopyTo(larger, 0);
            ArrayPool<CanonicalMember>.Shared.Return(members);
            members = larger;
        }

        members[memberCount++] = member;
    }

    private bool RefuseDepth()
    {
        refusal = MatrixError.BadJson($"Objects and arrays may be nested at most {CanonicalJson.MaximumDepth} deep.");
        return false;
    }

    private bool RefuseDuplicate()
    {
        refusal = MatrixError.BadJson("An object holds the same key twice.");
        return false;
    }
}
