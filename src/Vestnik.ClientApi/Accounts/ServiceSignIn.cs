using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary>How application services register the people they speak for and sign them in, by their token and without a password.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#server-admin-style-permissions</remarks>
public sealed class ServiceSignIn(ServiceAccounts accounts)
{
    internal async Task<IResult> RegisterAsync(HttpContext context, Register.Request request, CancellationToken cancel)
    {
        if (!accounts.Identify(Authentication.AccessTokenOf(context.Request)).Accepted(out var service, out var refusal)
            || !SessionAnswer.ReadDevice(request.DeviceId, request.InitialDeviceDisplayName, request.RefreshToken).Accepted(out var device, out refusal))
        {
            return refusal.ToResponse();
        }

        if (request.Username is not { Length: > 0 } name)
        {
            return MatrixError.MissingParam("The user name is missing.").ToResponse();
        }

        var registered = await accounts.RegisterAsync(service, name, request.InhibitLogin == true ? null : device, cancel);
        return registered.ToResponse(person => SessionAnswer.Of(person.UserId, person.Session));
    }

    internal async Task<IResult> LogInAsync(HttpContext context, string user, DeviceWish device, CancellationToken cancel) =>
        accounts.Identify(Authentication.AccessTokenOf(context.Request)).Accepted(out var service, out var refusal)
            ? (await accounts.LogInAsync(service, user, device, cancel)).ToResponse(opened => SessionAnswer.Of(opened.UserId, opened))
            : refusal.ToResponse();
}
