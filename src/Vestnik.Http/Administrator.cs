using System.Reflection;
using Microsoft.AspNetCore.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Http;

/// <summary>A requester who may administer the server; an endpoint that takes one is closed to everybody else.</summary>
/// <remarks>Application services administer nothing, whomever they speak for.</remarks>
public sealed record Administrator(UserId UserId)
{
    public static async ValueTask<Administrator?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        await Requester.BindAsync(context, parameter) is { IsAdministrator: true, AppService: null } requester
            ? new Administrator(requester.UserId)
            : throw new RefusedException(MatrixError.Forbidden("Only administrators do this."));
}
