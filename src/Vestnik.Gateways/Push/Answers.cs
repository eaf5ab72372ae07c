using System.Net.Http.Headers;
using Vestnik.Homeserver.Push;
using Vestnik.Outbound;

namespace Vestnik.Gateways.Push;

/// <summary>Whom a push may go to, and what answers mean for it.</summary>
internal static class Answers
{
    /// <summary>The operator has opened the way to this host: it may stand behind the same wall, and speak plain HTTP.</summary>
    public static bool IsNear(this OutboundPolicy policy, Uri address) =>
        policy.AllowPrivateAddresses || policy.AllowedPrivateHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase);

    /// <summary>How long somebody wants to be left alone; null where they do not say.</summary>
    public static TimeSpan? ToWait(this RetryConditionHeaderValue? retryAfter, DateTimeOffset now) =>
        retryAfter?.Delta ?? (retryAfter?.Date is { } date && date > now ? date - now : null);

    public static PushProblem ToPushProblem(this OutboundException problem) => problem.Problem switch
    {
        OutboundProblem.Refused => PushProblem.Forbidden,
        OutboundProblem.TooSlow => PushProblem.TooSlow,
        OutboundProblem.TooLarge => PushProblem.Refused,
        _ => PushProblem.Unreachable,
    };
}
