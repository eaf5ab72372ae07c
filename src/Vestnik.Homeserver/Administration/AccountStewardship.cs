using System.Text.Json;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.Profiles;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Administration;

/// <summary>What administrators do to accounts. None of it opens a chat: a new password gives a device that reads nothing.</summary>
public sealed class AccountStewardship(
    IAccountStore accounts, Registration registration, AccountChanges changes, AccountModeration moderation, ProfileChanges profiles,
    DeviceList devices, IAccessTokens tokens, Deeds deeds, HomeserverOptions options)
{
    /// <returns><c>M_NOT_FOUND</c> for nobody of this server's.</returns>
    public async ValueTask<Outcome<Account>> FindAsync(UserId user, CancellationToken cancel) =>
        user.Server == options.ServerName && await accounts.FindAsync(user, cancel) is { } account
            ? account
            : MatrixError.NotFound("This server has no such account.");

    /// <summary>Makes an account without a session.</summary>
    /// <param name="doer">Which administrator.</param>
    /// <param name="name">The local part of the new user id.</param>
    /// <param name="password">Null for an account that nobody signs in to until it gets one.</param>
    /// <param name="isAdministrator">The account may administer the server.</param>
    /// <param name="cancel">Stops asking.</param>
    public async Task<Outcome<UserId>> CreateAsync(UserId doer, string name, string? password, bool isAdministrator, CancellationToken cancel)
    {
        if (password is not null && Passwords.Objection(password) is { } weak)
        {
            return weak;
        }

        if (!(await registration.CheckNameAsync(name, cancel)).Accepted(out var user, out var refusal))
        {
            return refusal;
        }

        await deeds.NoteAsync(doer.ToString(), isAdministrator ? "user.create-administrator" : "user.create", user.ToString());
        return (await registration.RegisterAsync(
            new NewPerson { UserId = user, Password = password, IsAdministrator = isAdministrator }, cancel)).Select(made => made.UserId);
    }

    /// <summary>Does every change that is wished, in the order of the record's members, until one is refused.</summary>
    public async Task<Outcome<bool>> ChangeAsync(UserId doer, UserId user, AccountWishes wishes, CancellationToken cancel)
    {
        if (!(await FindLivingAsync(user, cancel)).Accepted(out var account, out var refusal))
        {
            return refusal;
        }

        if (wishes.IsAdministrator is { } administers && administers != account.IsAdministrator
            && !(await SetAdministratorAsync(doer, account, administers, cancel)).Accepted(out _, out refusal))
        {
            return refusal;
        }

        foreach (var (wish, restraint) in ((bool?, Restraint)[])[(wishes.IsLocked, Restraint.Lock), (wishes.IsSuspended, Restraint.Suspension)])
        {
            if (wish is { } holds && !(await moderation.SetAsync(new Moderator(doer, IsAdministrator: true), user, restraint, holds, cancel)).Accepted(out _, out refusal))
            {
                return refusal;
            }
        }

        foreach (var (wish, field) in ((string?, string)[])[(wishes.DisplayName, Profile.DisplayNameField), (wishes.AvatarUrl, Profile.AvatarField)])
        {
            if (wish is null)
            {
                continue;
            }

            await deeds.NoteAsync(doer.ToString(), $"user.{field}", user.ToString());
            if (!(await profiles.SetAsync(user, field, wish.Length == 0 ? null : JsonText(wish))).Accepted(out _, out refusal))
            {
                return refusal;
            }
        }

        return true;
    }

    public async Task<Outcome<bool>> SetPasswordAsync(UserId doer, UserId user, string password, bool endSessions, CancellationToken cancel)
    {
        if (Passwords.Objection(password) is { } weak)
        {
            return weak;
        }

        if (!(await FindLivingAsync(user, cancel)).Accepted(out var account, out var refusal) || Protects(account, doer, out refusal))
        {
            return refusal;
        }

        await deeds.NoteAsync(doer.ToString(), "user.password", user.ToString());
        return await changes.SetPasswordAsync(user, password, endSessions ? KeptDevices.None : KeptDevices.All, cancel);
    }

    public async Task<Outcome<bool>> DeactivateAsync(UserId doer, UserId user, bool erase, CancellationToken cancel)
    {
        if (!(await FindLivingAsync(user, cancel)).Accepted(out var account, out var refusal) || Protects(account, doer, out refusal))
        {
            return refusal;
        }

        await deeds.NoteAsync(doer.ToString(), erase ? "user.erase" : "user.deactivate", user.ToString());
        return await changes.DeactivateAsync(user, erase, cancel);
    }

    public async Task<Outcome<bool>> RemoveDevicesAsync(UserId doer, UserId user, IReadOnlyList<DeviceId> named, CancellationToken cancel)
    {
        if (!(await FindLivingAsync(user, cancel)).Accepted(out var account, out var refusal) || Protects(account, doer, out refusal))
        {
            return refusal;
        }

        await deeds.NoteAsync(doer.ToString(), "user.devices", user.ToString());
        await devices.RemoveAsync(user, named, cancel);
        return true;
    }

    private async ValueTask<Outcome<Account>> FindLivingAsync(UserId user, CancellationToken cancel) =>
        (await FindAsync(user, cancel)).Then<Account>(account =>
            account.DeactivatedAt is null ? account : MatrixError.NotFound("The account has been deactivated."));

    private async Task<Outcome<bool>> SetAdministratorAsync(UserId doer, Account account, bool administers, CancellationToken cancel)
    {
        if (!administers && Protects(account, doer, out var refusal))
        {
            return refusal;
        }

        await deeds.NoteAsync(doer.ToString(), administers ? "user.make-administrator" : "user.withdraw-administrator", account.UserId.ToString());
        await tokens.RevokeAsync(await accounts.SetAdministratorAsync(account.UserId, administers), cancel);
        return administers;
    }

    private static bool Protects(Account account, UserId doer, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MatrixError? refusal)
    {
        refusal = account.IsAdministrator && account.UserId != doer
            ? MatrixError.Forbidden("Administrators do not do this to each other; the operator does, at the machine.")
            : null;
        return refusal is not null;
    }

    private static byte[] JsonText(string text) => [(byte)'"', .. JsonEncodedText.Encode(text).EncodedUtf8Bytes, (byte)'"'];
}

/// <summary>What an administrator wants an account to be; null for what stays as it is.</summary>
public sealed record AccountWishes
{
    public bool? IsAdministrator { get; init; }

    public bool? IsLocked { get; init; }

    public bool? IsSuspended { get; init; }

    /// <summary>Empty to take the name away.</summary>
    public string? DisplayName { get; init; }

    /// <summary>An <c>mxc://</c> address; empty to take the picture away.</summary>
    public string? AvatarUrl { get; init; }
}
