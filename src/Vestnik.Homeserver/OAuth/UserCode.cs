using Vestnik.Homeserver.Accounts;

namespace Vestnik.Homeserver.OAuth;

/// <summary>What a person types on a page to let in a device that has no browser, such as <c>BCDF-GHJK</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#device-authorisation-flow</remarks>
public sealed record UserCode
{
    private const int Letters = 8;

    private readonly string letters;

    private UserCode(string letters) => this.letters = letters;

    /// <summary>In two groups, as it is shown.</summary>
    public string Shown => $"{letters[..4]}-{letters[4..]}";

    public TokenHash Hash => TokenHash.Of(letters);

    public static UserCode New() => new(Secrets.UserCode());

    /// <summary>Reads what somebody typed, however they grouped it; null when it cannot be a code.</summary>
    public static UserCode? Read(string typed)
    {
        var read = string.Concat(typed.Where(char.IsAsciiLetter)).ToUpperInvariant();
        return typed.Length <= 32 && read.Length == Letters ? new(read) : null;
    }
}
