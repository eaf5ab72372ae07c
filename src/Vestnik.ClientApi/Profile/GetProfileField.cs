using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Profile;

/// <summary><c>GET /_matrix/client/v3/profile/{userId}/{keyName}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3profileuseridkeyname</remarks>
public sealed class GetProfileField : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/profile/{userId}/{keyName}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, string keyName, IProfileStore profiles, CancellationToken cancel)
    {
        var profile = await profiles.FindAsync(userId, cancel);
        return profile is not null && profile.Fields.TryGetValue(keyName, out var value)
            ? ProfileJson.Answer([new(keyName, value)])
            : MatrixError.NotFound("The profile has no such field.").ToResponse();
    }
}
