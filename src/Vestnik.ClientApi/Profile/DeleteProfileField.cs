using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Profile;

/// <summary><c>DELETE /_matrix/client/v3/profile/{userId}/{keyName}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#delete_matrixclientv3profileuseridkeyname</remarks>
public sealed class DeleteProfileField : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_matrix/client/v3/profile/{userId}/{keyName}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, string keyName, Requester requester, ProfileChanges profiles)
    {
        if (userId != requester.UserId)
        {
            return MatrixError.Forbidden("Only its owner changes a profile.").ToResponse();
        }

        if (requester.IsGuest && keyName != Homeserver.Profiles.Profile.DisplayNameField)
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "Guests may change their name only.").ToResponse();
        }

        return ProfileFields.ObjectionToName(keyName) is { } objection
            ? objection.ToResponse()
            : (await profiles.SetAsync(userId, keyName, null)).ToEmptyResponse();
    }
}
