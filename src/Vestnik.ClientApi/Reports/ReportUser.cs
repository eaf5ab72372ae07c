using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Reporting;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Reports;

/// <summary><c>POST /_matrix/client/v3/users/{userId}/report</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3usersuseridreport</remarks>
public sealed class ReportUser : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/users/{userId}/report", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, UserId userId, Body<ReportRequest> body, Complaints complaints, CancellationToken cancel) =>
        (await complaints.AboutPersonAsync(requester.UserId, userId, body.Value.Reason, cancel)).ToEmptyResponse();
}
