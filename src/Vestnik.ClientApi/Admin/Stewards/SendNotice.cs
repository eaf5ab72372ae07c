using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Notices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>POST /_vestnik/admin/v1/users/{userId}/notice</c>: says something to a person in the server's name.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SendNotice : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_vestnik/admin/v1/users/{userId}/notice", HandleAsync)
            .Describe(new AdminOperation("Says something to a person in the server's name, in a room that is for nothing else.")
            {
                Body = [new("text", "string", "At most a thousand characters.")],
                Answer = [new("event_id", "string", "The message.")],
            });

    private static async Task<IResult> HandleAsync(
        UserId userId, Wish wish, Administrator administrator, ServerNotices notices, Deeds deeds, CancellationToken cancel)
    {
        if (wish.Text("text") is not { } text)
        {
            return MatrixError.MissingParam("The text is missing.").ToResponse();
        }

        await deeds.NoteAsync(administrator.UserId.ToString(), "user.notice", userId.ToString());
        return AdminAnswer.Of(await notices.SendAsync(userId, text, cancel), made => new JsonObject { ["event_id"] = made.ToString() });
    }
}
