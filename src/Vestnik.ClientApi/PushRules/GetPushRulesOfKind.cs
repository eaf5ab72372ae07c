using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.PushRules;

/// <summary><c>GET /_matrix/client/v3/pushrules/{scope}/{kind}/</c>: the rules of one kind, with the slash at the end; an old form.</summary>
/// <remarks>Source: https://spec.matrix.org/legacy/client_server/r0.0.1.html</remarks>
public sealed class GetPushRulesOfKind : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/pushrules/{scope}/{kind}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string scope, string kind, HttpRequest request, Requester requester, Homeserver.Push.PushRules rules, CancellationToken cancel)
    {
        if (!RulePath.KindOf(scope, kind).Accepted(out var known, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (!RulePath.EndsInSlash(request))
        {
            return MatrixError.InvalidParam("Say which rule, or end the path with a slash for all of the kind.").ToResponse();
        }

        var personal = await rules.OfAsync(requester.UserId, cancel);
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartArray();
            foreach (var rule in personal.Set.Rules.Where(rule => rule.Kind == known))
            {
                json.WriteRawValue(rule.ToJson());
            }

            json.WriteEndArray();
        }

        return new RawAnswer(output.WrittenMemory);
    }
}
