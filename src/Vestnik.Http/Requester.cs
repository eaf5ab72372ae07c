using System.Reflection;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.AppServices;
using Vestnik.Protocol.Errors;
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

    // Nobody can guess it, so nobody's device is called like it.
    private static readonly DeviceId NoDevice = DeviceId.Parse($"none-{Guid.NewGuid():N}");

    /// <summary>The device of the token. Only an application service may act without one.</summary>
    public required DeviceId? Device { get; init; }

    /// <summary>The device, for what needs one: without it the request is refused.</summary>
    /// <exception cref="RefusedException">An application service acts for somebody and names no device.</exception>
    public DeviceId DeviceId => Device ?? throw new RefusedException(
        MatrixError.MissingParam("This needs a device: say which with ?device_id=…."));

    /// <summary>The device, for what is shown to it; one that nobody has, and that nothing waits for, where there is none.</summary>
    public DeviceId SyncedDevice => Device ?? NoDevice;

    /// <summary>The application service that speaks for the user; null when they speak themselves.</summary>
    public AppService? AppService { get; init; }

    /// <summary>No rate limit holds: the operator has said so of the application service, or it speaks for itself.</summary>
    public bool IsUnlimited => AppService is { } service && (!service.IsLimited || service.Sender == UserId);

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
