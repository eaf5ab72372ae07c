using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AppServices;

/// <summary>A program beside the server, such as a bridge to another network, that the operator has registered by a file.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#registration</remarks>
public sealed record AppService
{
    /// <summary>The operator's name for it, which never changes.</summary>
    public required string Id { get; init; }

    /// <summary>Where it listens, without a slash at the end; null when it wants to hear nothing.</summary>
    public required Uri? Url { get; init; }

    /// <summary>Of the token that it shows this server.</summary>
    public required TokenHash ShownToken { get; init; }

    /// <summary>The token that this server shows it. A secret: never logged.</summary>
    public required string OurToken { get; init; }

    /// <summary>Who it is when it names nobody.</summary>
    public required UserId Sender { get; init; }

    public IReadOnlyList<NameClaim> Users { get; init; } = [];

    public IReadOnlyList<NameClaim> Aliases { get; init; } = [];

    public IReadOnlyList<NameClaim> Rooms { get; init; } = [];

    /// <summary>The people it speaks for are limited like others.</summary>
    public bool IsLimited { get; init; } = true;

    /// <summary>It wants to hear who types, reads and is there.</summary>
    public bool HearsEphemera { get; init; }

    /// <summary>The networks that it joins this server to, such as <c>irc</c>.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = [];

    /// <summary>It may speak for this person of its server: their name is one of its own.</summary>
    public bool SpeaksFor(UserId user) =>
        user == Sender || (user.Server == Sender.Server && NameClaim.Any(Users, user.ToString()));

    public bool Names(RoomAlias alias) => NameClaim.Any(Aliases, alias.ToString());

    internal bool OwnsAlone(UserId user) =>
        user == Sender || (user.Server == Sender.Server && NameClaim.AnyExclusive(Users, user.ToString()));

    internal bool OwnsAlone(RoomAlias alias) => NameClaim.AnyExclusive(Aliases, alias.ToString());

    /// <summary>Without the tokens.</summary>
    public override string ToString() => Id;
}
