using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin;

/// <summary>How questions and answers about locked and suspended accounts look: an object with one member that is true or false.</summary>
internal static class ModerationAnswers
{
    public static Moderator AsModerator(this Requester requester) => new(requester.UserId, requester.IsAdministrator);

    /// <param name="body">The request.</param>
    /// <param name="member">Such as <c>locked</c>.</param>
    public static Outcome<bool> Read(ObjectBody body, string member)
    {
        using var parsed = JsonDocument.Parse(body.Bytes);
        if (!parsed.RootElement.TryGetProperty(member, out var value))
        {
            return MatrixError.MissingParam($"The member {member} is missing.");
        }

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : MatrixError.BadJson($"The member {member} is true or false.");
    }

    public static IResult Answer(Outcome<bool> outcome, string member) => outcome.Match<IResult>(
        holds => new RawAnswer(System.Text.Encoding.ASCII.GetBytes($"{{\"{member}\":{(holds ? "true" : "false")}}}")),
        refusal => refusal.ToResponse());
}
