using System.Net.Http.Headers;
using System.Text.Json;
using Vestnik.Homeserver.Push;
using Vestnik.Outbound;

namespace Vestnik.Gateways.Push;

/// <summary>Push gateways over the guarded client, as the push gateway API has it. This server's own is asked without leaving the house.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/push-gateway-api/#post_matrixpushv1notify</remarks>
internal sealed class HttpPushGateway(GuardedClient client, OutboundPolicy policy, IOwnPushGateway own, TimeProvider clock) : IPushGateway
{
    private const string NotifyPath = "/_matrix/push/v1/notify";
    private const int LongestAnswer = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public bool MayBe(Uri address) =>
        address is { IsAbsoluteUri: true, AbsolutePath: NotifyPath, Query: "", Fragment: "", UserInfo: "" }
        && (own.Is(address) || address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && policy.IsNear(address)));

    public async Task<GatewayAnswer> NotifyAsync(Uri address, ReadOnlyMemory<byte> notification, CancellationToken cancel)
    {
        if (own.Is(address))
        {
            return await own.NotifyAsync(notification, cancel);
        }

        if (!MayBe(address))
        {
            return GatewayAnswer.Failed(PushProblem.Forbidden);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(notification) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            var answer = await client.SendAsync(request, LongestAnswer, Patience, cancel);
            return answer.IsSuccess
                ? new GatewayAnswer { Rejected = RejectedIn(answer.Body) }
                : GatewayAnswer.Failed(PushProblem.Refused, answer.Headers.RetryAfter.ToWait(clock.GetUtcNow()));
        }
        catch (OutboundException problem)
        {
            return GatewayAnswer.Failed(problem.ToPushProblem());
        }
    }

    private static List<string> RejectedIn(byte[] body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body);
            return parsed.RootElement.ValueKind == JsonValueKind.Object
                && parsed.RootElement.TryGetProperty("rejected", out var rejected) && rejected.ValueKind == JsonValueKind.Array
                ? [.. rejected.EnumerateArray().Where(key => key.ValueKind == JsonValueKind.String).Select(key => key.GetString()!)]
                : [];
        }
        catch (Exception nothing) when (nothing is JsonException or InvalidOperationException)
        {
            // It has said that all is well; what else it says is of no use.
            return [];
        }
    }
}
