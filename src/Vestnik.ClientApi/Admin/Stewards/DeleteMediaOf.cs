using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>DELETE /_vestnik/admin/v1/users/{userId}/media</c>: removes everything that a person has uploaded.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class DeleteMediaOf : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_vestnik/admin/v1/users/{userId}/media", HandleAsync)
            .Describe(new AdminOperation("Removes everything that a person has uploaded."));

    private static async Task<IResult> HandleAsync(UserId userId, Administrator administrator, MediaStewardship media, CancellationToken cancel)
    {
        await media.RemoveAllAsync(administrator.UserId, userId, cancel);
        return Responses.Empty;
    }
}
