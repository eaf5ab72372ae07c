using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.ClientApi.Pages;
using Vestnik.ClientApi.ThirdPartyIdentifiers;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Contacts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Accounts;

/// <summary>Asks a person to prove once more who they are, before something that cannot be taken back.</summary>
/// <remarks>
/// An endpoint calls <c>RequireAsync</c> before it acts and returns what it gets, unless that is null.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#user-interactive-authentication-api
/// </remarks>
public sealed class UserInteractive(
    IInteractiveSessionStore sessions, SignIn signIn, RegistrationTokens tokens, KeyReplacement replacement, ContactProofs proofs,
    HomeserverOptions options, TimeProvider clock)
{
    public const string Dummy = "m.login.dummy";
    public const string Password = "m.login.password";
    public const string RegistrationToken = "m.login.registration_token";

    /// <summary>A letter's link was opened.</summary>
    public const string Email = "m.login.email.identity";

    /// <summary>A short message's code was brought back.</summary>
    public const string Phone = "m.login.msisdn";

    /// <summary>The person's word on the account page.</summary>
    public const string OAuth = "m.oauth";

    /// <summary>What clients called it before the specification did.</summary>
    private const string OldOAuth = "org.matrix.cross_signing_reset";

    private const int LongestRemembered = 16 * 1024;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Null when the request is authenticated; otherwise the 401 that says what to do.</summary>
    /// <param name="context">The request: its method and path are what is authenticated.</param>
    /// <param name="body">The whole body, with or without <c>auth</c>; its other members must not change between calls.</param>
    /// <param name="requester">Whose password counts; null where nobody is signed in yet.</param>
    /// <param name="stage">The one stage that is asked for: <see cref="Dummy"/>, <see cref="Password"/>, <see cref="RegistrationToken"/> or <see cref="OAuth"/>.</param>
    /// <param name="cancel">Ends the wait for the password's turn.</param>
    public Task<IResult?> RequireAsync(
        HttpContext context, ReadOnlyMemory<byte> body, Requester? requester, string stage, CancellationToken cancel) =>
        RequireAsync(context, body, requester, [stage], cancel);

    /// <summary>The same, where any of several stages will do. Of those that prove a contact, the endpoint asks whose it is.</summary>
    public async Task<IResult?> RequireAsync(
        HttpContext context, ReadOnlyMemory<byte> body, Requester? requester, IReadOnlyList<string> stages, CancellationToken cancel)
    {
        using var parsed = JsonDocument.Parse(OrEmpty(body));
        var request = HashOf(context.Request, requester, parsed.RootElement);
        if (AuthOf(parsed.RootElement) is not { } auth)
        {
            return await ContinueAsync(New(request, requester is null ? body : null), stages, null);
        }

        var session = await FindAsync(auth, cancel);
        if (session is null && Text(auth, "session") is not null)
        {
            return await ContinueAsync(
                New(request, null), stages, MatrixError.Forbidden("This authentication session has expired; start again."));
        }

        if (session?.Request.Covers(request) == false)
        {
            return new Refusal(MatrixError.Forbidden("The request is not the one that this authentication session was begun for."));
        }

        if (session?.Completed.Intersect(stages, StringComparer.Ordinal).Any() == true)
        {
            return null;
        }

        var stage = stages.FirstOrDefault(one => one == Text(auth, "type"), stages[0]);
        if (await ObjectionAsync(auth, requester, stage, cancel) is { } objection)
        {
            return objection.Status == 401 ? await ContinueAsync(session ?? New(request, null), stages, objection) : new Refusal(objection);
        }

        if (session is not null)
        {
            await sessions.SaveAsync(session with { Completed = [stage] }, Now);
        }

        return null;
    }

    /// <summary>Ends the session that a body names, so that it confirms nothing more; false when another call has ended it.</summary>
    public async Task<bool> SpendAsync(ReadOnlyMemory<byte> body)
    {
        using var parsed = JsonDocument.Parse(OrEmpty(body));
        return AuthOf(parsed.RootElement) is not { } auth
            || Text(auth, "session") is not { } session
            || await sessions.SpendAsync(session) is not null;
    }

    /// <summary>The session that a body names, where it is one of this operation and still valid.</summary>
    public async Task<InteractiveSession?> RecallAsync(HttpContext context, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        using var parsed = JsonDocument.Parse(OrEmpty(body));
        return AuthOf(parsed.RootElement) is { } auth
            && await FindAsync(auth, cancel) is { } session
            && session.Request.Covers(HashOf(context.Request, null, parsed.RootElement))
                ? session
                : null;
    }

    /// <summary>Notes whom a registration made, for a call that is repeated because its answer was lost.</summary>
    public Task CompleteAsync(InteractiveSession session, UserId registered) => sessions.CompleteAsync(session.SessionId, registered);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<MatrixError?> ObjectionAsync(JsonElement auth, Requester? requester, string stage, CancellationToken cancel)
    {
        if (stage == OAuth)
        {
            // The client says only which session it goes on with: what counts was said on the page.
            return requester is not null && await replacement.IsAllowedAsync(requester.UserId, cancel)
                ? null
                : MatrixError.Of("M_UNAUTHORIZED", 401, "The person has not confirmed this on the account page yet.");
        }

        if (Text(auth, "type") != stage)
        {
            return MatrixError.Of("M_UNRECOGNIZED", 401, "This stage is not one that the request asks for.");
        }

        if (stage == Dummy)
        {
            return null;
        }

        if (stage == RegistrationToken)
        {
            // The session remembers it: a registration that is tried again does not use a second one up.
            return Text(auth, "token") is { } token && await tokens.TakeAsync(token)
                ? null
                : MatrixError.Of("M_UNAUTHORIZED", 401, "This registration token is not valid.");
        }

        if (stage is Email or Phone)
        {
            return await ContactCredentials.FindInAuthAsync(auth, proofs, cancel) is { } proof
                && proof.Contact.Medium == (stage == Email ? Contact.Email : Contact.Phone)
                    ? null
                    : MatrixError.Of("M_UNAUTHORIZED", 401, "The address or number has not been confirmed yet.");
        }

        if (requester is null || NamedUser(auth) is not { } user || user != requester.UserId)
        {
            return MatrixError.Forbidden("Only the owner of the account may confirm this.");
        }

        if (Text(auth, "password") is not { } password)
        {
            return MatrixError.Of("M_MISSING_PARAM", 401, "The password is missing.");
        }

        return (await signIn.IsPasswordAsync(user, password, cancel)).Match(
            right => right ? null : MatrixError.Of("M_FORBIDDEN", 401, "The password is not right."),
            busy => busy);
    }

    private UserId? NamedUser(JsonElement auth)
    {
        var named = auth.TryGetProperty("identifier", out var identifier) && identifier.ValueKind == JsonValueKind.Object
            ? Text(identifier, "user")
            : Text(auth, "user");
        return named is not null && Usernames.TryRead(named, options.ServerName, out var user) ? user : null;
    }

    private async Task<InteractiveSession?> FindAsync(JsonElement auth, CancellationToken cancel) =>
        Text(auth, "session") is { } id && await sessions.FindAsync(id, cancel) is { } session && session.ExpiresAt >= Now ? session : null;

    private InteractiveSession New(RequestHash request, ReadOnlyMemory<byte>? remembered) => new()
    {
        SessionId = Secrets.InteractiveSession(),
        Request = request,
        Completed = [],
        ExpiresAt = Now + (long)Lifetime.TotalMilliseconds,
        Body = remembered is { Length: > 0 and <= LongestRemembered } body ? body.ToArray() : null,
    };

    private async Task<IResult> ContinueAsync(InteractiveSession session, IReadOnlyList<string> stages, MatrixError? error)
    {
        await sessions.SaveAsync(session, Now);
        return TypedResults.Json(
            new Challenge
            {
                Flows = stages is [OAuth] ? [new Challenge.Flow([OAuth]), new Challenge.Flow([OldOAuth])] : [.. stages.Select(stage => new Challenge.Flow([stage]))],
                Params = stages is [OAuth] ? OAuthPage() : [],
                Session = session.SessionId,
                Completed = session.Completed,
                Errcode = error?.Code,
                Error = error?.Message,
            },
            AccountsJson.Default.Challenge,
            contentType: "application/json",
            statusCode: StatusCodes.Status401Unauthorized);
    }

    private Dictionary<string, Challenge.Page> OAuthPage()
    {
        var page = new Challenge.Page($"{options.PublicBaseUrl.ToString().TrimEnd('/')}{Places.Account}?action={AccountActions.ResetKeys}");
        return new(StringComparer.Ordinal) { [OAuth] = page, [OldOAuth] = page };
    }

    private static RequestHash HashOf(HttpRequest request, Requester? requester, JsonElement body) =>
        RequestHash.Of($"{request.Method} {request.Path} {requester?.UserId.ToString()}", body);

    private static JsonElement? AuthOf(JsonElement body) =>
        body.TryGetProperty("auth", out var auth) && auth.ValueKind == JsonValueKind.Object ? auth : null;

    private static ReadOnlyMemory<byte> OrEmpty(ReadOnlyMemory<byte> body) => body.IsEmpty ? "{}"u8.ToArray() : body;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The body of the 401.</summary>
internal sealed record Challenge
{
    public required IReadOnlyList<Flow> Flows { get; init; }

    public required Dictionary<string, Page> Params { get; init; }

    public required string Session { get; init; }

    public required IReadOnlyList<string> Completed { get; init; }

    public string? Errcode { get; init; }

    public string? Error { get; init; }

    /// <summary>Where the person goes for a stage.</summary>
    public sealed record Page(string Url);

    public sealed record Flow(IReadOnlyList<string> Stages);
}
