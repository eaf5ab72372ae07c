using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>POST /_synapse/admin/v1/user/{userId}/media/quarantine</c>: what <c>synadm media quarantine</c> calls for all of a person.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmQuarantineAll : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v1/user/{userId}/media/quarantine", HandleAsync);

    private static async Task<IResult> HandleAsync(UserId userId, Administrator administrator, MediaStewardship media) =>
        AdminAnswer.Of(new JsonObject { ["num_quarantined"] = await media.QuarantineAllAsync(administrator.UserId, userId) });
}
