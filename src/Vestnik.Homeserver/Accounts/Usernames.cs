using System.Buffers;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>How a chosen name becomes a user id.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#user-identifiers</remarks>
public static class Usernames
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._=-/+");

    /// <summary>The user id for a name that somebody wants to register; capitals become small letters.</summary>
    public static Outcome<UserId> ForRegistration(string name, ServerName server)
    {
        var localpart = name.ToLowerInvariant();
        if (localpart.Length == 0 || localpart.AsSpan().IndexOfAnyExcept(Allowed) >= 0)
        {
            return MatrixError.Of("M_INVALID_USERNAME", 400, "A user name may hold a-z, 0-9 and . _ = - / + only.");
        }

        return UserId.TryParse($"@{localpart}:{server}", out var id)
            ? id
            : MatrixError.Of("M_INVALID_USERNAME", 400, "The user name is too long.");
    }

    /// <summary>The user id that somebody types to sign in: the whole of it, or its local part.</summary>
    public static bool TryRead(string text, ServerName server, out UserId id) => text.StartsWith('@')
        ? UserId.TryParse(text, out id)
        : UserId.TryParse($"@{text.ToLowerInvariant()}:{server}", out id);
}
