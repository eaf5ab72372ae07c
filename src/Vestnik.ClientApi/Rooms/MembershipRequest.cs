using System.Text.Json;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary>The body of requests that change a membership.</summary>
internal sealed record MembershipRequest
{
    public string? UserId { get; init; }

    public string? Reason { get; init; }

    /// <summary>Present when somebody is invited by mail address or telephone number.</summary>
    public JsonElement? Medium { get; init; }

    /// <summary>The person whom the request is about.</summary>
    public Outcome<UserId> Target() => this switch
    {
        { Medium: not null, UserId: null } =>
            MatrixError.Of("M_THREEPID_DENIED", 403, "This server invites by user id only, not by mail address or telephone number."),
        { UserId: null } => MatrixError.MissingParam("The user_id is missing."),
        _ => Vestnik.Protocol.Identifiers.UserId.TryParse(UserId, out var user) ? user : MatrixError.InvalidParam("The user_id is not a user id."),
    };
}

internal static class Visitors
{
    public static Visitor AsVisitor(this Requester requester) => new(requester.UserId, requester.IsGuest);
}
