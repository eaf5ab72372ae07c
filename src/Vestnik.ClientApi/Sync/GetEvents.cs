using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Sync;

/// <summary><c>GET /_matrix/client/v3/events</c>, deprecated: says where the stream stands. Whoever wants events asks /sync.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3events</remarks>
public sealed class GetEvents : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/events", HandleAsync);

    private static async Task<IResult> HandleAsync(string? from, Requester requester, Syncing syncing, CancellationToken cancel)
    {
        if (from is { Length: > 0 } && !SyncToken.TryParse(from, out _))
        {
            return MatrixError.InvalidParam("The from token is not one of this server.").ToResponse();
        }

        using var answer = new AnswerBuffer();
        var now = (await syncing.NowAsync(requester.UserId, cancel)).ToString();
        answer.Append("{\"chunk\":[],\"start\":"u8);
        answer.AppendText(from is { Length: > 0 } ? from : now);
        answer.Append(",\"end\":"u8);
        answer.AppendText(now);
        answer.Append("}"u8);
        return new RawAnswer(answer.Written.ToArray());
    }
}
