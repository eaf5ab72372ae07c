using System.Text.RegularExpressions;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Which names belong to an application service: those that begin as the expression says.</summary>
/// <remarks>
/// Expressions are matched in time linear in the name, whatever they are (no back-references, no look-around).
/// Spec: https://spec.matrix.org/v1.19/application-service-api/#registration
/// </remarks>
public sealed class NameClaim
{
    private readonly Regex expression;

    private NameClaim(Regex expression, bool isExclusive) => (this.expression, IsExclusive) = (expression, isExclusive);

    /// <summary>Nobody else may make such names.</summary>
    public bool IsExclusive { get; }

    /// <summary>Null for what is no expression that can be matched in linear time.</summary>
    public static NameClaim? TryRead(string expression, bool isExclusive)
    {
        try
        {
            return new NameClaim(new Regex($"^(?:{expression})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), isExclusive);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public bool Covers(string name) => expression.IsMatch(name);

    internal static bool Any(IReadOnlyList<NameClaim> claims, string name)
    {
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims[i].Covers(name))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool AnyExclusive(IReadOnlyList<NameClaim> claims, string name) =>
        claims.Any(claim => claim.IsExclusive && claim.Covers(name));
}
