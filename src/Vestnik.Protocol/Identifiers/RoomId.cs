using System.Diagnostics.CodeAnalysis;

namespace Vestnik.Protocol.Identifiers;

/// <summary>A room: <c>!opaque:server</c>, or <c>!hash</c> from room version 12 on.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#room-ids</remarks>
public readonly record struct RoomId : IIdentifier<RoomId>
{
    private readonly string? text;

    private RoomId(string text) => this.text = text;

    public static RoomId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("This is not a valid RoomId.");

    public static RoomId Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RoomId result) =>
        TryParse(s, out result);

    public static bool TryParse([NotNullWhen(true)] string? text, out RoomId id)
    {
        var valid = Grammar.IsRoomId(text);
        id = valid ? new RoomId(text!) : default;
        return valid;
    }

    /// <summary>The server that created the room; null from room version 12 on, where the id is a hash.</summary>
    public ServerName? Server => ToString().Contains(':', StringComparison.Ordinal) ? Grammar.Server(ToString()) : null;

    /// <summary>The room that a create event founds, from room version 12 on.</summary>
    public static RoomId OfCreateEvent(EventId create) => new("!" + create.ToString()[1..]);

    public override string ToString() =>
        text ?? throw new InvalidOperationException("A default RoomId was used.");
}
