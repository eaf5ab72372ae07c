using Vestnik.Homeserver.Accounts;

namespace Vestnik.Homeserver.Contacts;

/// <summary>A proof under way that somebody reads what is sent to a contact.</summary>
public sealed record ContactSession
{
    public required string Id { get; init; }

    /// <summary>Of what the client made up to keep the session to itself.</summary>
    public required TokenHash ClientSecret { get; init; }

    public required Contact Contact { get; init; }

    /// <summary>Of what was sent.</summary>
    public required TokenHash Token { get; init; }

    /// <summary>A message is sent again only for a greater number.</summary>
    public required long Attempt { get; init; }

    /// <summary>So many wrong tokens were tried.</summary>
    public long Tries { get; init; }

    /// <summary>Where the person goes after the proof.</summary>
    public string? NextLink { get; init; }

    /// <summary>Milliseconds since 1970; null until then.</summary>
    public long? ValidatedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long ExpiresAt { get; init; }
}
