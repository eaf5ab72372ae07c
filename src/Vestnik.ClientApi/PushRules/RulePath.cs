using Microsoft.AspNetCore.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Push;

namespace Vestnik.ClientApi.PushRules;

/// <summary>The scope and kind in the path of a push rule.</summary>
internal static class RulePath
{
    public static Outcome<PushRuleKind> KindOf(string scope, string kind)
    {
        if (scope != "global")
        {
            return MatrixError.InvalidParam("Push rules have the scope global only.");
        }

        return PushRuleKinds.TryParse(kind, out var known)
            ? known
            : MatrixError.InvalidParam("There is no such kind of push rule.");
    }

    /// <summary>The lists of rules have their slash at the end; routing takes them without it too.</summary>
    public static bool EndsInSlash(HttpRequest request) => request.Path.Value?.EndsWith('/') == true;

    public static Outcome<PushRule> Find(this PushRuleSet rules, string scope, string kind, string ruleId) =>
        KindOf(scope, kind).Then<PushRule>(known => rules.Find(known, ruleId) is { } rule
            ? rule
            : MatrixError.NotFound("There is no such push rule."));
}
