using System.Diagnostics.CodeAnalysis;

namespace Vestnik.Protocol.Identifiers;

/// <summary>A user: <c>@localpart:server</c>, historical local parts included.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#user-identifiers</remarks>
public readonly record struct UserId : IIdentifier<UserId>
{
    private readonly string? text;

    private UserId(string text) => this.text = text;

    public static UserId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("This is not a valid UserId.");

    public static UserId Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UserId result) =>
        TryParse(s, out result);

    public static bool TryParse([NotNullWhen(true)] string? text, out UserId id)
    {
        var valid = Grammar.IsOnServer(text, '@', mayBeEmpty: true);
        id = valid ? new UserId(text!) : default;
        return valid;
    }

    /// <summary>The part between the sigil and the first colon.</summary>
    public ReadOnlySpan<char> Localpart => Grammar.Localpart(ToString());

    /// <summary>The local part follows today's grammar, as that of every new account must.</summary>
    public bool IsCurrent => Grammar.IsUserLocalpart(Localpart);

    /// <summary>
    /// The local part is visible ASCII. Events of other users are accepted, but outside of events such users are not shown.
    /// </summary>
    /// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#historical-user-ids</remarks>
    public bool IsCompliant => Grammar.IsVisible(Localpart);

    public ServerName Server => Grammar.Server(ToString());

    public override string ToString() =>
        text ?? throw new InvalidOperationException("A default UserId was used.");
}
