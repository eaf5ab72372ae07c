using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Server;

/// <summary><c>GET /_matrix/client/versions</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientversions</remarks>
public sealed class GetVersions : IEndpoint
{
    private static readonly Response Answer = new(
        ["r0.6.1", "v1.1", "v1.2", "v1.3", "v1.4", "v1.5", "v1.6", "v1.7", "v1.8", "v1.9", "v1.10", "v1.11", "v1.12", "v1.13", "v1.14", "v1.15", "v1.16", "v1.17", "v1.18", "v1.19"],
        new Dictionary<string, bool>(StringComparer.Ordinal) { ["org.matrix.simplified_msc3575"] = true, ["org.matrix.msc4140"] = true });

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/versions", () => TypedResults.Ok(Answer));

    public sealed record Response(IReadOnlyList<string> Versions, IReadOnlyDictionary<string, bool> UnstableFeatures);
}
