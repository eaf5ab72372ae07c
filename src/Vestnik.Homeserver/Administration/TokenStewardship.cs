using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Administration;

/// <summary>What administrators do with the words that people register with. The log names none of them: they are secrets.</summary>
public sealed class TokenStewardship(RegistrationTokens tokens, IRegistrationTokenStore store, Deeds deeds, TimeProvider clock)
{
    private const string Unnamed = "registration token";

    /// <returns><c>M_NOT_FOUND</c> where there is none.</returns>
    public async ValueTask<Outcome<RegistrationToken>> FindAsync(string token, CancellationToken cancel) =>
        !token.Contains('\0', StringComparison.Ordinal) && await store.FindAsync(token, cancel) is { } found
            ? found
            : MatrixError.NotFound("There is no such registration token.");

    /// <param name="doer">Which administrator.</param>
    /// <param name="chosen">The word; null when one is to be made up.</param>
    /// <param name="uses">How many may register with it; null for any number.</param>
    /// <param name="expiresAt">Milliseconds since 1970; null for never.</param>
    public async Task<Outcome<RegistrationToken>> MakeAsync(UserId doer, string? chosen, long? uses, long? expiresAt)
    {
        if (!TimeUntil(expiresAt).Accepted(out var time, out var refusal))
        {
            return refusal;
        }

        await deeds.NoteAsync(doer.ToString(), "token.make", Unnamed);
        return await tokens.MakeAsync(chosen, uses, time);
    }

    /// <summary>Changes what is named, and leaves the rest.</summary>
    public async Task<Outcome<RegistrationToken>> ChangeAsync(UserId doer, string token, Change? uses, Change? expiresAt, CancellationToken cancel)
    {
        if (!(await FindAsync(token, cancel)).Accepted(out var found, out var refusal))
        {
            return refusal;
        }

        var changed = found with
        {
            UsesAllowed = uses is null ? found.UsesAllowed : uses.Value,
            ExpiresAt = expiresAt is null ? found.ExpiresAt : expiresAt.Value,
        };
        await deeds.NoteAsync(doer.ToString(), "token.change", Unnamed);
        return await store.ReplaceAsync(token, changed.UsesAllowed, changed.ExpiresAt)
            ? changed
            : MatrixError.NotFound("There is no such registration token.");
    }

    public async Task<Outcome<bool>> RemoveAsync(UserId doer, string token, CancellationToken cancel)
    {
        if (!(await FindAsync(token, cancel)).Accepted(out _, out var refusal))
        {
            return refusal;
        }

        await deeds.NoteAsync(doer.ToString(), "token.delete", Unnamed);
        return await store.RemoveAsync(token);
    }

    private Outcome<TimeSpan?> TimeUntil(long? expiresAt)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return expiresAt switch
        {
            null => (TimeSpan?)null,
            { } end when end > now && end - now < TimeSpan.FromDays(36_500).TotalMilliseconds => TimeSpan.FromMilliseconds(end - now),
            _ => MatrixError.InvalidParam("A token ends in the future, and within a hundred years."),
        };
    }

    /// <param name="Value">What is to stand there; null for no limit.</param>
    public sealed record Change(long? Value);
}
