using System.Security.Cryptography;
using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>Sends a notification to one pusher at once, for its owner who wants to see whether it comes.</summary>
public sealed class PushTest(IPusherStore pushers, IPushGateway gateway)
{
    /// <returns>The id that the notification carries and what the gateway said; <c>M_NOT_FOUND</c> where the person has no such pusher.</returns>
    public async Task<Outcome<(string Id, GatewayAnswer Answer)>> SendAsync(UserId user, string appId, string pushKey, CancellationToken cancel)
    {
        var known = await pushers.OfAsync(user, cancel);
        if (known.FirstOrDefault(one => one.AppId == appId && one.PushKey == pushKey) is not { } pusher)
        {
            return MatrixError.NotFound("You have no such pusher.");
        }

        var id = "$test-" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        using var data = JsonDocument.Parse(pusher.Data);
        var address = new Uri(data.RootElement.GetProperty("url").GetString()!);
        return (id, await gateway.NotifyAsync(address, PushPayload.OfTest(pusher, id), cancel));
    }
}
