using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Contacts;
using Vestnik.Outbound;

namespace Vestnik.Gateways.Contacts;

/// <summary>
/// Hands short messages to a service of the operator's by HTTP: <c>POST {"to": "447700900000", "text": "…"}</c> with a bearer
/// token. Whatever sends them understands this, or has a small adapter in front of it.
/// </summary>
public sealed class ShortMessages : IDisposable
{
    private const int LargestAnswerBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ShortMessageOptions? options;
    private readonly GuardedClient client;

    /// <param name="policy">Of the installation.</param>
    /// <param name="options">The host of the service is open, also where it is private: the operator has named it.</param>
    public ShortMessages(OutboundPolicy policy, HomeserverOptions options)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(options);
        this.options = options.ShortMessages;
        string[] named = options.ShortMessages is { } service ? [service.Url.Host.Trim('[', ']')] : [];
        client = new GuardedClient(policy with { AllowedPrivateHosts = [.. policy.AllowedPrivateHosts, .. named] });
    }

    /// <summary>True when the service has taken the message.</summary>
    public async Task<bool> SendAsync(Contact to, Message message, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (options is null)
        {
            return false;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        request.Content = new ReadOnlyMemoryContent(Body(to, message));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            return (int)(await client.SendAsync(request, LargestAnswerBytes, Patience, cancel).ConfigureAwait(false)).Status is >= 200 and < 300;
        }
        catch (OutboundException)
        {
            return false;
        }
    }

    public void Dispose() => client.Dispose();

    private static ReadOnlyMemory<byte> Body(Contact to, Message message)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("to"u8, to.Address);
            json.WriteString("text"u8, message.Text);
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }
}
