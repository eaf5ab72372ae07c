using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Push;

/// <summary>What happens when a push rule matches.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#actions</remarks>
public sealed record PushActions
{
    /// <summary>No rule matched, or the rule that matched is silent.</summary>
    public static PushActions None { get; } = new() { Json = "[]"u8.ToArray() };

    /// <summary>The actions as given, a canonical JSON array.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    public bool Notifies { get; private init; }

    public bool Highlights { get; private init; }

    /// <summary>An action that the specification has never known: kept where it is stored, refused where it is set.</summary>
    internal bool HasUnknown { get; private init; }

    /// <summary>Null for none, "default", or a name that clients and gateways agree on.</summary>
    public string? Sound { get; private init; }

    /// <returns>The actions, or <c>M_BAD_JSON</c> when the value is not an array of strings and <c>set_tweak</c> objects.</returns>
    internal static Outcome<PushActions> Read(ReadOnlySpan<byte> canonical)
    {
        if (!CanonicalValue.IsArray(canonical))
        {
            return MatrixError.BadJson("The actions of a push rule are an array.");
        }

        var actions = new PushActions { Json = canonical.ToArray() };
        foreach (var element in CanonicalValue.Elements(canonical))
        {
            var action = canonical[element];
            if (CanonicalValue.String(action) is { } word)
            {
                actions = actions with
                {
                    Notifies = actions.Notifies || word == "notify",
                    HasUnknown = actions.HasUnknown || word is not ("notify" or "dont_notify" or "coalesce"),
                };
            }
            else if (CanonicalValue.String(CanonicalMembers.Find(action, "set_tweak"u8)) is { } tweak)
            {
                actions = actions.Tweaked(tweak, CanonicalMembers.Find(action, "value"u8));
            }
            else
            {
                return MatrixError.BadJson("An action is a word or sets a tweak.");
            }
        }

        return actions;
    }

    /// <summary>What somebody sets has to mean something.</summary>
    internal Outcome<PushActions> OnlyKnown() => HasUnknown
        ? MatrixError.InvalidParam("An action is notify, or sets a tweak.")
        : this;

    private PushActions Tweaked(string tweak, ReadOnlySpan<byte> value) => tweak switch
    {
        "sound" => this with { Sound = CanonicalValue.String(value) },
        "highlight" => this with { Highlights = value.IsEmpty || value.SequenceEqual("true"u8) },
        _ => this,
    };
}
