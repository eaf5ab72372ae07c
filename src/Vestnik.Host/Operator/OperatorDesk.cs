using System.Text.Json.Serialization;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Rooms.Reporting;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Host.Operator;

/// <summary>What the operator may do to accounts. None of it opens a chat: a new password gives a device that reads nothing.</summary>
internal static class OperatorDesk
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/users", CreateAsync);
        routes.MapGet("/users", ListAsync);
        routes.MapPost("/users/{name}/password", SetPasswordAsync);
        routes.MapPost("/users/{name}/deactivate", DeactivateAsync);
        routes.MapPost("/users/{name}/administrator", SetAdministratorAsync);
        routes.MapGet("/reports", ListReportsAsync);
        TokenDesk.Map(routes);
        NoticeDesk.Map(routes);
    }

    private static async Task<IResult> CreateAsync(NewUser wish, Registration registration, Deeds deeds, CancellationToken cancel)
    {
        if (Passwords.Objection(wish.Password) is { } weak)
        {
            return Refuse(weak);
        }

        var free = await registration.CheckNameAsync(wish.Name, cancel);
        if (!free.Accepted(out var user, out var refusal))
        {
            return Refuse(refusal);
        }

        await deeds.NoteAsync(Deed.Operator, wish.Administrator ? "user.create-administrator" : "user.create", user.ToString());
        var made = await registration.RegisterAsync(
            new NewPerson { UserId = user, Password = wish.Password, IsAdministrator = wish.Administrator }, cancel);
        return made.Accepted(out var registered, out refusal) ? Done(registered.UserId) : Refuse(refusal);
    }

    private static async Task<IResult> ListAsync(string? after, IAccountStore accounts, HomeserverOptions options, CancellationToken cancel)
    {
        UserId? start = after is null ? null : Find(after, options);
        var page = await accounts.ListAsync(start, PageSize, cancel);
        var lines = page.Select(account => new UserLine(
            account.UserId.ToString(), account.CreatedAt, account.DeactivatedAt, account.IsGuest, account.IsAdministrator)).ToList();
        return Results.Json(lines, OperatorJson.Default.ListUserLine);
    }

    private static async Task<IResult> ListReportsAsync(long? after, IReports reports, CancellationToken cancel)
    {
        var lines = (await reports.ListAsync(after ?? 0, PageSize, cancel)).Select(filed => new ReportLine(
            filed.Number, filed.At, filed.What.Reporter.ToString(), filed.What.Subject, filed.What.Reason)).ToList();
        return Results.Json(lines, OperatorJson.Default.ListReportLine);
    }

    private static async Task<IResult> SetPasswordAsync(
        string name, NewPassword wish, AccountChanges changes, IAccountStore accounts, Deeds deeds, HomeserverOptions options, CancellationToken cancel)
    {
        if (Passwords.Objection(wish.Password) is { } weak)
        {
            return Refuse(weak);
        }

        if (await FindLivingAsync(name, accounts, options, cancel) is not { } user)
        {
            return Refuse(Unknown);
        }

        await deeds.NoteAsync(Deed.Operator, "user.password", user.ToString());
        return Answer(user, await changes.SetPasswordAsync(user, wish.Password, KeptDevices.None, cancel));
    }

    private static async Task<IResult> DeactivateAsync(
        string name, Farewell wish, AccountChanges changes, IAccountStore accounts, Deeds deeds, HomeserverOptions options, CancellationToken cancel)
    {
        if (await FindLivingAsync(name, accounts, options, cancel) is not { } user)
        {
            return Refuse(Unknown);
        }

        await deeds.NoteAsync(Deed.Operator, wish.Erase ? "user.erase" : "user.deactivate", user.ToString());
        return Answer(user, await changes.DeactivateAsync(user, wish.Erase, cancel));
    }

    private static async Task<IResult> SetAdministratorAsync(
        string name, Administers wish, IAccountStore accounts, IAccessTokens tokens, Deeds deeds, HomeserverOptions options, CancellationToken cancel)
    {
        if (await FindLivingAsync(name, accounts, options, cancel) is not { } user)
        {
            return Refuse(Unknown);
        }

        await deeds.NoteAsync(Deed.Operator, wish.Right ? "user.make-administrator" : "user.withdraw-administrator", user.ToString());
        await tokens.RevokeAsync(await accounts.SetAdministratorAsync(user, wish.Right), cancel);
        return Done(user);
    }

    private static async Task<UserId?> FindLivingAsync(string name, IAccountStore accounts, HomeserverOptions options, CancellationToken cancel) =>
        Find(name, options) is { } user && await accounts.FindAsync(user, cancel) is { DeactivatedAt: null } ? user : null;

    private static MatrixError Unknown => MatrixError.Of("M_NOT_FOUND", 404, "There is no such account.");

    private static UserId? Find(string name, HomeserverOptions options) =>
        UserId.TryParse(name.StartsWith('@') ? name : $"@{name}:{options.ServerName}", null, out var user) ? user : null;

    private static IResult Answer(UserId user, Outcome<bool> outcome) =>
        outcome.Accepted(out _, out var refusal) ? Done(user) : Refuse(refusal);

    private static IResult Done(UserId user) => Results.Json(new Said(user.ToString(), null), OperatorJson.Default.Said);

    private static IResult Refuse(MatrixError error) =>
        Results.Json(new Said(null, error.Message), OperatorJson.Default.Said, statusCode: error.Status);
}

internal sealed record NewUser(string Name, string Password, bool Administrator);

internal sealed record NewPassword(string Password);

internal sealed record Farewell(bool Erase);

/// <param name="Right">Whether the account may administer.</param>
internal sealed record Administers(bool Right);

/// <summary>One account. Times are milliseconds since 1970.</summary>
internal sealed record UserLine(string UserId, long CreatedAt, long? DeactivatedAt, bool Guest, bool Administrator);

/// <summary>One report. Times are milliseconds since 1970; the subject is a user id, a room id, or a room id and an event id.</summary>
internal sealed record ReportLine(long Number, long At, string Reporter, string Subject, string Reason);

/// <param name="UserId">Whom, or which token, it was about.</param>
/// <param name="Error">Why nothing was done.</param>
internal sealed record Said(string? UserId, string? Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(NewPassword))]
[JsonSerializable(typeof(Farewell))]
[JsonSerializable(typeof(Administers))]
[JsonSerializable(typeof(NewNotice))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(RemovedToken))]
[JsonSerializable(typeof(List<TokenLine>))]
[JsonSerializable(typeof(List<UserLine>))]
[JsonSerializable(typeof(List<ReportLine>))]
[JsonSerializable(typeof(Said))]
internal sealed partial class OperatorJson : JsonSerializerContext;
