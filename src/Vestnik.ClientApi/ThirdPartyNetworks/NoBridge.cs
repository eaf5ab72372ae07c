using Microsoft.AspNetCore.Http;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.ThirdPartyNetworks;

/// <summary>The answers about other networks of a server that no application service joins to one.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#third-party-networks</remarks>
internal static class NoBridge
{
    /// <summary>Nothing was found.</summary>
    public static IResult Nothing { get; } = new RawAnswer("[]"u8.ToArray());

    public static IResult UnknownProtocol { get; } = MatrixError.NotFound("No application service joins this server to such a network.").ToResponse();
}
