using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v3/account/password</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3accountpassword</remarks>
public sealed class ChangePassword : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/account/password", HandleAsync).LimitStrictly();

    internal sealed record Request(string? NewPassword, bool? LogoutDevices);

    private static async Task<IResult> HandleAsync(
        Body<Request> body, Requester requester, AccountChanges accounts, UserInteractive interactive, HttpContext context, CancellationToken cancel)
    {
        if (requester.IsGuest)
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "A guest has no password.").ToResponse();
        }

        if (requester.AppService is not null)
        {
            return MatrixError.Forbidden("An application service does not change passwords.").ToResponse();
        }

        if (body.Value.NewPassword is { } chosen && Passwords.Objection(chosen) is { } objection)
        {
            return objection.ToResponse();
        }

        if (await interactive.RequireAsync(context, body.Bytes, requester, UserInteractive.Password, cancel) is { } challenge)
        {
            return challenge;
        }

        if (body.Value.NewPassword is not { } password)
        {
            return MatrixError.MissingParam("The new password is missing.").ToResponse();
        }

        var kept = body.Value.LogoutDevices == false ? KeptDevices.All : KeptDevices.Only(requester.DeviceId);
        return (await accounts.SetPasswordAsync(requester.UserId, password, kept, cancel)).ToEmptyResponse();
    }
}
