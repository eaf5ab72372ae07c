using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Presence;

/// <summary><c>PUT /_matrix/client/v3/presence/{userId}/status</c>. Where the operator keeps no presence, nothing happens.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3presenceuseridstatus</remarks>
public sealed class SetPresence : IEndpoint
{
    private const int LongestMessage = 512;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/presence/{userId}/status", Handle);

    private static IResult Handle(UserId userId, ObjectBody body, Requester requester, Homeserver.Ephemera.Presence presence)
    {
        if (userId != requester.UserId)
        {
            return MatrixError.Forbidden("Nobody says for somebody else whether they are there.").ToResponse();
        }

        if (!Read(body).Accepted(out var said, out var refusal))
        {
            return refusal.ToResponse();
        }

        presence.Say(userId, said.State, said.Message);
        return Responses.Empty;
    }

    private static Outcome<Saying> Read(ObjectBody body)
    {
        using var parsed = JsonDocument.Parse(body.Bytes);
        if (!parsed.RootElement.TryGetProperty("presence", out var named))
        {
            return MatrixError.MissingParam("Say what you are: the presence is missing.");
        }

        if (named.ValueKind != JsonValueKind.String || PresenceContent.StateOf(named.GetString()!) is not { } state)
        {
            return MatrixError.InvalidParam("The presence is online, unavailable or offline.");
        }

        if (!parsed.RootElement.TryGetProperty("status_msg", out var message) || message.ValueKind == JsonValueKind.Null)
        {
            return new Saying(state, null);
        }

        return message.ValueKind == JsonValueKind.String && message.GetString() is { Length: <= LongestMessage } text
            ? new Saying(state, text.Length == 0 ? null : text)
            : MatrixError.InvalidParam("The status_msg is a text of at most 512 characters.");
    }

    private sealed record Saying(PresenceState State, string? Message);
}
