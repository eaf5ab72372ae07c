using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.PushRules;

/// <summary>Every other path below <c>/_matrix/client/v3/pushrules</c>: it names no rule, and says so.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3pushrulesglobalkindruleid (400)</remarks>
public sealed class RefuseOddRulePath : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/_matrix/client/v3/pushrules/{**path}", ["GET", "PUT"], Handle);

    private static IResult Handle(string? path, Requester requester) =>
        MatrixError.InvalidParam("The path of a push rule is global, its kind and its id.").ToResponse();
}
