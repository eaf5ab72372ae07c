using System.Collections.Immutable;
using System.Text;

namespace Vestnik.Protocol.RoomVersions;

/// <summary>What a redaction leaves of the content of one event type.</summary>
public sealed record KeptContent
{
    /// <summary>The content stays whole.</summary>
    public static KeptContent All { get; } = new() { Names = KeyNames.None, Everything = true };

    /// <summary>The content loses every key.</summary>
    public static KeptContent Nothing { get; } = new() { Names = KeyNames.None };

    public required KeyNames Names { get; init; }

    public bool Everything { get; init; }

    /// <summary>Of <c>third_party_invite</c>, only <c>signed</c> stays.</summary>
    public bool SignedOfThirdPartyInvite { get; init; }

    public static KeptContent Keys(params ReadOnlySpan<string> names) => new() { Names = KeyNames.Of(names) };
}

/// <summary>A handful of JSON keys, compared as bytes.</summary>
public sealed class KeyNames
{
    private readonly ImmutableArray<byte[]> names;

    private KeyNames(ImmutableArray<byte[]> names) => this.names = names;

    public static KeyNames None { get; } = new([]);

    public static KeyNames Of(params ReadOnlySpan<string> names)
    {
        var encoded = ImmutableArray.CreateBuilder<byte[]>(names.Length);
        foreach (var name in names)
        {
            encoded.Add(Encoding.UTF8.GetBytes(name));
        }

        return new KeyNames(encoded.MoveToImmutable());
    }

    /// <param name="key">A key as spelled in canonical JSON, without quotes.</param>
    public bool Contains(ReadOnlySpan<byte> key)
    {
        foreach (var name in names)
        {
            if (key.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
