using System.Reflection;
using Microsoft.AspNetCore.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Http;

/// <summary>Who asks: the user and device behind the access token of this request.</summary>
/// <remarks>
/// An endpoint that takes a <see cref="Requester"/> needs a token: <see cref="Authentication"/> has refused the request
/// before its body is read when there is none.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#using-access-tokens
/// </remarks>
public sealed record Requester
{
    public required UserId UserId { get; init; }

    /// <summary>The device of the token. Guests and administrators have one too.</summary>
    public required DeviceId DeviceId { get; init; }

    /// <summary>Numeric id of the token's session; the scope of transaction ids.</summary>
    public required long SessionId { get; init; }

    public bool IsGuest { get; init; }

    public bool IsAdministrator { get; init; }

    /// <summary>An administrator has locked the account.</summary>
    public bool IsLocked { get; init; }

    /// <summary>An administrator has suspended the account.</summary>
    public bool IsSuspended { get; init; }

    public static ValueTask<Requester?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(context.Features.Get<Requester>()
            ?? throw new InvalidOperationException("The endpoint takes a Requester, but authentication did not run."));
}
