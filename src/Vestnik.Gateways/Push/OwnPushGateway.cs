using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Push;
using Vestnik.Outbound;

namespace Vestnik.Gateways.Push;

/// <summary>This server's own gateway: encrypts for browsers and posts to the push service that the browser has chosen.</summary>
internal sealed class OwnPushGateway(GuardedClient client, OutboundPolicy policy, VapidKey key, HomeserverOptions options, TimeProvider clock) : IOwnPushGateway
{
    private const int MostDevices = 20;
    private const int LongestAnswer = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan KeptByTheService = TimeSpan.FromDays(1);

    public bool IsOpen => options.Push.Gateway;

    public Uri Address { get; } = new(options.PublicBaseUrl, "/_matrix/push/v1/notify");

    public string PublicKey => key.PublicKey;

    public bool Is(Uri address) => IsOpen && address == Address;

    public async Task<GatewayAnswer> NotifyAsync(ReadOnlyMemory<byte> notification, CancellationToken cancel)
    {
        using var parsed = JsonDocument.Parse(notification);
        if (!parsed.RootElement.TryGetProperty("notification", out var inner) || inner.ValueKind != JsonValueKind.Object
            || !inner.TryGetProperty("devices", out var devices) || devices.ValueKind != JsonValueKind.Array || devices.GetArrayLength() > MostDevices)
        {
            return GatewayAnswer.Failed(PushProblem.Malformed);
        }

        var sum = GatewayAnswer.Taken;
        foreach (var device in devices.EnumerateArray().Select(PushedDevice.Read).OfType<PushedDevice>())
        {
            var one = await SendAsync(device, inner, cancel);
            sum = new GatewayAnswer
            {
                Problem = sum.Problem ?? one.Problem,
                RetryAfter = sum.RetryAfter > one.RetryAfter ? sum.RetryAfter : one.RetryAfter ?? sum.RetryAfter,
                Rejected = [.. sum.Rejected, .. one.Rejected],
            };
        }

        return sum;
    }

    private async Task<GatewayAnswer> SendAsync(PushedDevice device, JsonElement notification, CancellationToken cancel)
    {
        switch (device)
        {
            case PushedDevice.Encrypted { EventsOnly: true } when !notification.TryGetProperty("event_id", out _):
                // A browser has to show something for every push: of a count alone there is nothing to show.
                return GatewayAnswer.Taken;
            case PushedDevice.Encrypted browser when MayBe(browser.Endpoint):
                try
                {
                    var body = WebPushMessage.Encrypt(DeviceText.Flat(notification), browser.Key, browser.Auth);
                    return await PostAsync(browser, browser.Endpoint, body, isEncrypted: true, notification, cancel);
                }
                catch (CryptographicException)
                {
                    return Rejecting(device);
                }

            case PushedDevice.Plain app when MayBe(app.Endpoint):
                return await PostAsync(app, app.Endpoint, DeviceText.Nested(notification), isEncrypted: false, notification, cancel);
            default:
                return Rejecting(device);
        }
    }

    private async Task<GatewayAnswer> PostAsync(
        PushedDevice device, Uri endpoint, byte[] body, bool isEncrypted, JsonElement notification, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("TTL", ((int)KeptByTheService.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("Urgency", IsUrgent(notification) ? "high" : "normal");
        request.Headers.TryAddWithoutValidation("Authorization", key.HeaderFor(endpoint));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(isEncrypted ? "application/octet-stream" : "application/json");
        if (isEncrypted)
        {
            request.Content.Headers.ContentEncoding.Add("aes128gcm");
        }

        try
        {
            var answer = await client.SendAsync(request, LongestAnswer, Patience, cancel);
            return answer switch
            {
                { IsSuccess: true } => GatewayAnswer.Taken,
                { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } => Rejecting(device),
                _ => GatewayAnswer.Failed(PushProblem.Refused, answer.Headers.RetryAfter.ToWait(clock.GetUtcNow())),
            };
        }
        catch (OutboundException problem)
        {
            return GatewayAnswer.Failed(problem.ToPushProblem());
        }
    }

    private bool MayBe(Uri endpoint) => endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && policy.IsNear(endpoint));

    private static GatewayAnswer Rejecting(PushedDevice device) => new() { Rejected = [device.PushKey] };

    private static bool IsUrgent(JsonElement notification) =>
        !notification.TryGetProperty("prio", out var priority) || priority.ValueKind != JsonValueKind.String || priority.GetString() != "low";
}
