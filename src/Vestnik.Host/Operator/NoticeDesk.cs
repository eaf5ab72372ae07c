using Vestnik.Homeserver;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Notices;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Host.Operator;

/// <summary>What the operator says to people in the server's name.</summary>
internal static class NoticeDesk
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/users/{name}/notice", SendAsync);

    private static async Task<IResult> SendAsync(
        string name, NewNotice wish, ServerNotices notices, Deeds deeds, HomeserverOptions options, CancellationToken cancel)
    {
        if (!UserId.TryParse(name.StartsWith('@') ? name : $"@{name}:{options.ServerName}", null, out var user))
        {
            return Say(null, "This is not the name of an account.", StatusCodes.Status400BadRequest);
        }

        await deeds.NoteAsync(Deed.Operator, "user.notice", user.ToString());
        return (await notices.SendAsync(user, wish.Text, cancel)).Accepted(out _, out var refusal)
            ? Say(user.ToString(), null, StatusCodes.Status200OK)
            : Say(null, refusal.Message, refusal.Status);
    }

    private static IResult Say(string? about, string? error, int status) =>
        Results.Json(new Said(about, error), OperatorJson.Default.Said, statusCode: status);
}

internal sealed record NewNotice(string Text);
