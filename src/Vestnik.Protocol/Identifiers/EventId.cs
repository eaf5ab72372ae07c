using System.Diagnostics.CodeAnalysis;

namespace Vestnik.Protocol.Identifiers;

/// <summary>An event: <c>$hash</c>, or <c>$opaque:server</c> in room versions 1 and 2.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#event-ids</remarks>
public readonly record struct EventId : IIdentifier<EventId>
{
    private readonly string? text;

    private EventId(string text) => this.text = text;

    public static EventId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("This is not a valid EventId.");

    public static EventId Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EventId result) =>
        TryParse(s, out result);

    public static bool TryParse([NotNullWhen(true)] string? text, out EventId id)
    {
        var valid = Grammar.IsEventId(text);
        id = valid ? new EventId(text!) : default;
        return valid;
    }

    /// <summary>The server in the ids of room versions 1 and 2; null in all others.</summary>
    public ServerName? Server =>
        ToString() is var id && id.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && ServerName.TryParse(id[(colon + 1)..], out var server)
            ? server
            : null;

    /// <summary>The id that a reference hash gives.</summary>
    internal static EventId OfHash(string hash) => new("$" + hash);

    public override string ToString() =>
        text ?? throw new InvalidOperationException("A default EventId was used.");
}
