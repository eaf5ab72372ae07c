using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.ThirdPartyIdentifiers;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v3/register</c></summary>
/// <remarks>
/// A call that names its authentication session and nothing else means what the first call said; a call that is repeated
/// after its success signs the same person in again.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3register
/// </remarks>
public sealed class Register : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/register", HandleAsync).LimitStrictly();

    internal sealed record Request
    {
        /// <summary><see cref="ServiceAccounts.LoginType"/> where an application service asks.</summary>
        public string? Type { get; init; }

        public string? Username { get; init; }

        public string? Password { get; init; }

        public string? DeviceId { get; init; }

        public string? InitialDeviceDisplayName { get; init; }

        public bool? InhibitLogin { get; init; }

        public bool? RefreshToken { get; init; }

        public JsonElement? Auth { get; init; }
    }

    private static async Task<IResult> HandleAsync(
        string? kind, Body<Request> body, Registration registration, Sessions sessions, UserInteractive interactive,
        ServiceSignIn services, ContactProofs proofs, KeptContacts contacts, HomeserverOptions options, HttpContext context, CancellationToken cancel)
    {
        if (body.Value.Type == ServiceAccounts.LoginType)
        {
            return await services.RegisterAsync(context, body.Value, cancel);
        }

        if (kind is "guest")
        {
            return await RegisterGuestAsync(body.Value, registration, options, cancel);
        }

        if (kind is not (null or "user"))
        {
            return MatrixError.InvalidParam("The kind of account is \"user\" or \"guest\".").ToResponse();
        }

        if (!options.Registration.Enabled)
        {
            return MatrixError.Forbidden("Registration is closed on this server.").ToResponse();
        }

        var begun = await interactive.RecallAsync(context, body.Bytes, cancel);
        var request = begun?.Body is { } first ? JsonSerializer.Deserialize(first, AccountsJson.Default.RegisterRequest)! : body.Value;
        if (begun?.Registered is { } registered)
        {
            return await SignInAgainAsync(registered, request, sessions, cancel);
        }

        if (!(await CheckAsync(request, registration, cancel)).Accepted(out var person, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (await interactive.RequireAsync(context, body.Bytes, null, Proofs(options, proofs), cancel) is { } challenge)
        {
            return challenge;
        }

        if (person.Password is null)
        {
            return MatrixError.MissingParam("A password is needed.").ToResponse();
        }

        var proof = await ContactCredentials.FindInBodyAsync(body.Bytes, proofs, cancel);
        var outcome = await registration.RegisterAsync(person, cancel);
        if (proof is not null && outcome.Accepted(out var newcomer, out _))
        {
            // Somebody else may have been faster with the contact; the account is there all the same.
            _ = await contacts.AddAsync(newcomer.UserId, proof, cancel);
        }

        if (begun is not null && outcome.Accepted(out var made, out _))
        {
            await interactive.CompleteAsync(begun, made.UserId);
        }

        return outcome.ToResponse(someone => SessionAnswer.Of(someone.UserId, someone.Session));
    }

    // A proof of a contact opens no door that needs a token.
    private static List<string> Proofs(HomeserverOptions options, ContactProofs proofs)
    {
        if (options.Registration.RequireToken)
        {
            return [UserInteractive.RegistrationToken];
        }

        var stages = new List<string> { UserInteractive.Dummy };
        if (proofs.Reaches(Contact.Email))
        {
            stages.Add(UserInteractive.Email);
        }

        if (proofs.Reaches(Contact.Phone))
        {
            stages.Add(UserInteractive.Phone);
        }

        return stages;
    }

    private static async Task<Outcome<NewPerson>> CheckAsync(Request request, Registration registration, CancellationToken cancel)
    {
        if (request.Password is { } chosen && Passwords.Objection(chosen) is { } objection)
        {
            return objection;
        }

        UserId? user = null;
        if (request.Username is { Length: > 0 } name)
        {
            if (!(await registration.CheckNameAsync(name, cancel)).Accepted(out var free, out var refusal))
            {
                return refusal;
            }

            user = free;
        }

        return SessionAnswer.ReadDevice(request.DeviceId, request.InitialDeviceDisplayName, request.RefreshToken).Select(device =>
            new NewPerson { UserId = user, Password = request.Password, Device = request.InhibitLogin == true ? null : device });
    }

    private static async Task<IResult> SignInAgainAsync(UserId user, Request request, Sessions sessions, CancellationToken cancel)
    {
        if (request.InhibitLogin == true)
        {
            return TypedResults.Ok(SessionAnswer.Of(user, null));
        }

        if (!SessionAnswer.ReadDevice(request.DeviceId, request.InitialDeviceDisplayName, request.RefreshToken)
            .Accepted(out var device, out var refusal))
        {
            return refusal.ToResponse();
        }

        return (await sessions.OpenAsync(user, device, cancel)).ToResponse(session => SessionAnswer.Of(user, session));
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
