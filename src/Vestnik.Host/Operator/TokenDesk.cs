using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Administration;

namespace Vestnik.Host.Operator;

/// <summary>What the operator may do with registration tokens.</summary>
internal static class TokenDesk
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/tokens", MakeAsync);
        routes.MapGet("/tokens", ListAsync);
        routes.MapPost("/tokens/{token}/delete", DeleteAsync);
    }

    private static async Task<IResult> MakeAsync(NewToken wish, RegistrationTokens tokens, Deeds deeds)
    {
        await deeds.NoteAsync(Deed.Operator, "token.make", "registration token");
        TimeSpan? time = wish.Days is { } days ? TimeSpan.FromDays(Math.Clamp(days, 0, 36_500)) : null;
        return (await tokens.MakeAsync(wish.Token, wish.Uses, time)).Accepted(out var made, out var refusal)
            ? Say(made.Token, null, StatusCodes.Status200OK)
            : Say(null, refusal.Message, refusal.Status);
    }

    private static async Task<IResult> ListAsync(IRegistrationTokenStore store, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var lines = (await store.ListAsync(cancel))
            .Select(token => new TokenLine(token.Token, token.Uses, token.UsesAllowed, token.ExpiresAt, token.IsValid(now))).ToList();
        return Results.Json(lines, OperatorJson.Default.ListTokenLine);
    }

    private static async Task<IResult> DeleteAsync(string token, RemovedToken wish, IRegistrationTokenStore store, Deeds deeds)
    {
        await deeds.NoteAsync(Deed.Operator, "token.delete", "registration token");
        return await store.RemoveAsync(token)
            ? Say(token, null, StatusCodes.Status200OK)
            : Say(null, "There is no such token.", StatusCodes.Status404NotFound);
    }

    private static IResult Say(string? token, string? error, int status) =>
        Results.Json(new Said(token, error), OperatorJson.Default.Said, statusCode: status);
}

/// <param name="Token">Null when the server is to make one up.</param>
/// <param name="Uses">Null for any number.</param>
/// <param name="Days">Null for ever.</param>
internal sealed record NewToken(string? Token, long? Uses, int? Days);

internal sealed record RemovedToken;

/// <summary>One registration token. Times are milliseconds since 1970.</summary>
internal sealed record TokenLine(string Token, long Uses, long? UsesAllowed, long? ExpiresAt, bool Valid);
