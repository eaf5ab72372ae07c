using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v3/register</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3register</remarks>
public sealed class Register : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/register", HandleAsync).LimitStrictly();

    internal sealed record Request
    {
        public string? Username { get; init; }

        public string? Password { get; init; }

        public string? DeviceId { get; init; }

        public string? InitialDeviceDisplayName { get; init; }

        public bool? InhibitLogin { get; init; }

        public bool? RefreshToken { get; init; }

        public JsonElement? Auth { get; init; }
    }

    private static Task<IResult> HandleAsync(
        string? kind, Body<Request> body, Registration registration, UserInteractive interactive,
        HomeserverOptions options, HttpContext context, CancellationToken cancel) => kind switch
        {
            "guest" => RegisterGuestAsync(body.Value, registration, options, cancel),
            null or "user" => RegisterUserAsync(body, registration, interactive, options, context, cancel),
            _ => Task.FromResult(MatrixError.InvalidParam("The kind of account is \"user\" or \"guest\".").ToResponse()),
        };

    private static async Task<IResult> RegisterUserAsync(
        Body<Request> body, Registration registration, UserInteractive interactive,
        HomeserverOptions options, HttpContext context, CancellationToken cancel)
    {
        if (!options.Registration.Enabled)
        {
            return MatrixError.Forbidden("Registration is closed on this server.").ToResponse();
        }

        var request = body.Value;
        if (request.Password is { } chosen && Passwords.Objection(chosen) is { } objection)
        {
            return objection.ToResponse();
        }

        UserId? user = null;
        if (request.Username is { Length: > 0 } name)
        {
            if (!(await registration.CheckNameAsync(name, cancel)).Accepted(out var free, out var refusal))
            {
                return refusal.ToResponse();
            }

            user = free;
        }

        if (!SessionAnswer.ReadDevice(request.DeviceId, request.InitialDeviceDisplayName, request.RefreshToken)
            .Accepted(out var device, out var wrongDevice))
        {
            return wrongDevice.ToResponse();
        }

        if (await interactive.RequireAsync(context, body.Bytes, null, UserInteractive.Dummy, cancel) is { } challenge)
        {
            return challenge;
        }

        if (request.Password is null)
        {
            return MatrixError.MissingParam("A password is needed.").ToResponse();
        }

        var registered = await registration.RegisterAsync(
            new NewPerson { UserId = user, Password = request.Password, Device = request.InhibitLogin == true ? null : device }, cancel);
        return registered.ToResponse(person => SessionAnswer.Of(person.UserId, person.Session));
    }

    private static async Task<IResult> RegisterGuestAsync(
        Request request, Registration registration, HomeserverOptions options, CancellationToken cancel)
    {
        if (!options.Registration.AllowGuests)
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "This server has no guest accounts.").ToResponse();
        }

        if (!SessionAnswer.ReadDevice(null, request.InitialDeviceDisplayName, null).Accepted(out var device, out var refusal))
        {
            return refusal.ToResponse();
        }

        var registered = await registration.RegisterAsync(new NewPerson { IsGuest = true, Device = device }, cancel);
        return registered.ToResponse(person => SessionAnswer.Of(person.UserId, person.Session));
    }
}
