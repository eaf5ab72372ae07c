using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Profile;

/// <summary><c>PUT /_matrix/client/v3/profile/{userId}/{keyName}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3profileuseridkeyname</remarks>
public sealed class SetProfileField : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/profile/{userId}/{keyName}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, string keyName, ObjectBody body, Requester requester, ProfileChanges profiles)
    {
        if (userId != requester.UserId)
        {
            return MatrixError.Forbidden("Only its owner changes a profile.").ToResponse();
        }

        if (requester.IsGuest && keyName != Homeserver.Profiles.Profile.DisplayNameField)
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "Guests may change their name only.").ToResponse();
        }

        if (!ProfileFields.Check(keyName, body.Bytes).Accepted(out var value, out var refusal))
        {
            return refusal.ToResponse();
        }

        return (await profiles.SetAsync(userId, keyName, value.Json)).ToEmptyResponse();
    }
}
