using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v1/users/{userId}/media</c>: what <c>synadm user media</c> and <c>media list</c> call. The latest stand first, whatever is asked.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmListMedia : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/users/{userId}/media", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, AdminPage page, Administrator administrator, IMediaOversight oversight, CancellationToken cancel)
    {
        var found = await oversight.OfAsync(userId, page.Skip, page.Limit, cancel);
        var answer = new JsonObject
        {
            ["media"] = AdminAnswer.List(found.Items.Select(media => (JsonNode)new JsonObject
            {
                ["media_id"] = media.Id.ToString(),
                ["media_type"] = media.ContentType,
                ["media_length"] = media.File?.Size,
                ["upload_name"] = media.FileName,
                ["created_ts"] = media.CreatedAt,
                ["last_access_ts"] = media.UsedAt,
                ["quarantined_by"] = media.QuarantinedBy?.ToString(),
                ["safe_from_quarantine"] = media.IsProtected,
            })),
            ["total"] = found.Total,
        };
        if (page.Next(found.Items.Count, found.Total) is { } next)
        {
            answer["next_token"] = next;
        }

        return AdminAnswer.Of(answer);
    }
}
