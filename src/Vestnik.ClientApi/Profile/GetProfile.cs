using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Profile;

/// <summary><c>GET /_matrix/client/v3/profile/{userId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3profileuserid</remarks>
public sealed class GetProfile : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/profile/{userId}", HandleAsync);

    private static async Task<IResult> HandleAsync(UserId userId, IProfileStore profiles, CancellationToken cancel) =>
        await profiles.FindAsync(userId, cancel) is { } profile
            ? ProfileJson.Answer(profile.Fields)
            : MatrixError.NotFound("This server knows no such user.").ToResponse();
}
