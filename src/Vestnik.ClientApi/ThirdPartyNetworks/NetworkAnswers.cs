using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.ThirdPartyNetworks;

/// <summary>Answers about other networks.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#third-party-networks</remarks>
internal static class NetworkAnswers
{
    /// <summary>These say who asks; the rest of the query says what is looked for.</summary>
    private static readonly string[] OfTheAsker = ["access_token", "user_id", "device_id"];

    public static IResult UnknownProtocol { get; } = MatrixError.NotFound("No application service joins this server to such a network.").ToResponse();

    public static IResult Of(JsonNode found) => new RawAnswer(Encoding.UTF8.GetBytes(found.ToJsonString()));

    public static async Task<IResult> FindAsync(
        NetworkEntry kind, string protocol, Requester requester, OtherNetworks networks, HttpContext context, CancellationToken cancel)
    {
        var fields = context.Request.Query
            .Where(field => !OfTheAsker.Contains(field.Key, StringComparer.Ordinal) || (field.Key != "access_token" && requester.AppService is null))
            .SelectMany(field => field.Value, (field, value) => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(value ?? "")}");
        return await networks.FindAsync(kind, protocol, string.Join('&', fields), cancel) is { } found ? Of(found) : UnknownProtocol;
    }
}
