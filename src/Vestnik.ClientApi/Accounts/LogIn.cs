using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v3/login</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3login</remarks>
public sealed class LogIn : IEndpoint
{
    /// <summary>With what <see cref="GetLoginToken"/> gave another device.</summary>
    public const string Token = "m.login.token";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/login", HandleAsync).LimitStrictly();

    internal sealed record Request
    {
        public string? Type { get; init; }

        public Identifier? Identifier { get; init; }

        /// <summary>The old form of <see cref="Identifier"/>.</summary>
        public string? User { get; init; }

        public string? Password { get; init; }

        /// <summary>For <see cref="LogIn.Token"/>.</summary>
        public string? Token { get; init; }

        public string? DeviceId { get; init; }

        public string? InitialDeviceDisplayName { get; init; }

        public bool? RefreshToken { get; init; }
    }

    internal sealed record Identifier(string? Type, string? User, string? Medium, string? Address, string? Country, string? Phone, string? Number);

    private static async Task<IResult> HandleAsync(
        Body<Request> body, SignIn signIn, ServiceSignIn services, ContactNames names, HttpContext context, CancellationToken cancel)
    {
        var request = body.Value;
        if (Objection(request) is { } objection)
        {
            return objection.ToResponse();
        }

        if (!SessionAnswer.ReadDevice(request.DeviceId, request.InitialDeviceDisplayName, request.RefreshToken)
            .Accepted(out var device, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (request.Type == Token)
        {
            return (await signIn.WithTokenAsync(request.Token!, device, cancel)).ToResponse(opened => SessionAnswer.Of(opened.UserId, opened));
        }

        var user = request.Identifier switch
        {
            null => request.User!,
            { Type: ContactNames.ThirdParty } named => await names.OfAsync(named.Medium, named.Address, cancel),
            { Type: ContactNames.Phone } named => await names.OfPhoneAsync(named.Country, named.Phone ?? named.Number, cancel),
            { User: var name } => name!,
        };
        if (request.Type == ServiceAccounts.LoginType)
        {
            return await services.LogInAsync(context, user, device, cancel);
        }

        var session = await signIn.WithPasswordAsync(user, request.Password!, device, cancel);
        return session.ToResponse(opened => SessionAnswer.Of(opened.UserId, opened));
    }

    private static MatrixError? Objection(Request request) => request switch
    {
        { Type: null } => MatrixError.MissingParam("Say how to sign in: the type is missing."),
        { Type: Token, Token: null } => MatrixError.MissingParam("The login token is missing."),
        { Type: Token } => null,
        { Type: not (UserInteractive.Password or ServiceAccounts.LoginType) } => MatrixError.Unknown("This server does not know this way to sign in."),
        { Identifier.Type: not (null or "m.id.user" or ContactNames.ThirdParty or ContactNames.Phone) } =>
            MatrixError.Unknown("This server does not know this way to name an account."),
        { Identifier: null, User: null } or { Identifier: { Type: null or "m.id.user", User: null } } => MatrixError.MissingParam("The user name is missing."),
        { Type: UserInteractive.Password, Password: null } => MatrixError.MissingParam("The password is missing."),
        _ => null,
    };
}
