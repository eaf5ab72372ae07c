using System.Collections.Immutable;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Filters;

/// <summary>Reads the fields of a filter object and remembers the first that is wrong.</summary>
internal ref struct FilterFields(ReadOnlySpan<byte> canonical)
{
    private readonly ReadOnlySpan<byte> canonical = canonical;

    public MatrixError? Refusal { get; private set; }

    public int? Limit()
    {
        var value = CanonicalMembers.Find(canonical, "limit"u8);
        if (value.IsEmpty)
        {
            return null;
        }

        // A limit that no answer reaches is no limit; zero asks for nothing and is taken at its word.
        if (CanonicalValue.Integer(value) is >= 0 and var limit)
        {
            return (int)Math.Min(limit, int.MaxValue);
        }

        return Refuse<int?>("The limit of a filter is a number from 0 on.");
    }

    public bool? Boolean(ReadOnlySpan<byte> name)
    {
        var value = CanonicalMembers.Find(canonical, name);
        return value.IsEmpty ? null : CanonicalValue.Boolean(value) ?? Refuse<bool?>("A switch of a filter is neither true nor false.");
    }

    public ImmutableArray<string>? Strings(ReadOnlySpan<byte> name)
    {
        var value = CanonicalMembers.Find(canonical, name);
        if (value.IsEmpty)
        {
            return null;
        }

        if (!CanonicalValue.IsArray(value) || CanonicalValue.Elements(value) is not { Count: <= EventFilter.MaximumEntries } elements)
        {
            return Refuse<ImmutableArray<string>?>($"A list of a filter has at most {EventFilter.MaximumEntries} entries.");
        }

        var texts = ImmutableArray.CreateBuilder<string>(elements.Count);
        foreach (var element in elements)
        {
            if (CanonicalValue.String(value[element]) is not { Length: <= EventFilter.MaximumTextLength } text)
            {
                return Refuse<ImmutableArray<string>?>($"A list of a filter holds strings of at most {EventFilter.MaximumTextLength} characters.");
            }

            texts.Add(text);
        }

        return texts.MoveToImmutable();
    }

    public ImmutableArray<TId>? Identifiers<TId>(ReadOnlySpan<byte> name)
        where TId : struct, IIdentifier<TId>
    {
        if (Strings(name) is not { } texts)
        {
            return null;
        }

        var ids = ImmutableArray.CreateBuilder<TId>(texts.Length);
        foreach (var text in texts)
        {
            if (!TId.TryParse(text, out var id))
            {
                return Refuse<ImmutableArray<TId>?>("A list of a filter holds something that is not a user or room id.");
            }

            ids.Add(id);
        }

        return ids.MoveToImmutable();
    }

    public ReadOnlySpan<byte> Object(ReadOnlySpan<byte> name)
    {
        var value = CanonicalMembers.Find(canonical, name);
        if (value.IsEmpty || CanonicalValue.IsObject(value))
        {
            return value;
        }

        Refuse<int>("A part of a filter is not a JSON object.");
        return [];
    }

    private T? Refuse<T>(string message)
    {
        Refusal ??= MatrixError.BadJson(message);
        return default;
    }
}
