using System.Security.Cryptography;
using Vestnik.Homeserver.Limits;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>The code that somebody shows besides the password: from a generator, or one of the recovery codes.</summary>
public sealed class SecondFactors(ISecondFactorStore store, SecretLimits limits, HomeserverOptions options, TimeProvider clock)
{
    private const int RecoveryCodes = 10;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public static string NewSecret() => Totp.ToText(RandomNumberGenerator.GetBytes(Totp.SecretBytes));

    /// <summary>Null when the account has none.</summary>
    public ValueTask<SecondFactor?> FindAsync(UserId user, CancellationToken cancel) => store.FindAsync(user, cancel);

    /// <summary>True when the code is right, and then it is used up. Wrong ones are counted: there are only a million.</summary>
    public async Task<Outcome<bool>> TakeAsync(UserId user, string typed, CancellationToken cancel)
    {
        if (options.RateLimits.Enabled && await limits.LookAsync(SecretLimit.Codes, user.ToString()) is { } wait)
        {
            return MatrixError.LimitExceeded(wait);
        }

        if (await store.FindAsync(user, cancel) is { } factor && await IsRightAsync(user, factor, typed))
        {
            return true;
        }

        await limits.TakeAsync(SecretLimit.Codes, user.ToString());
        return false;
    }

    /// <summary>Turns the second factor on, once a code shows that the generator has the secret; the recovery codes, which nobody sees again.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> TurnOnAsync(UserId user, string secretText, string code)
    {
        if (Totp.FromText(secretText) is not { } secret || Totp.StepOf(secret, Plain(code), Now) is not { } step)
        {
            return MatrixError.Of("VESTNIK_CODE", 403, "The code is not right.");
        }

        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => Secrets.RecoveryCode()).ToList();
        await store.SetAsync(user, new SecondFactor(secret, step, RecoveryCodes), [.. codes.Select(made => TokenHash.Of(Plain(made)))], Now);
        return codes;
    }

    public Task TurnOffAsync(UserId user) => store.RemoveAsync(user);

    private async Task<bool> IsRightAsync(UserId user, SecondFactor factor, string typed)
    {
        var code = Plain(typed);
        return Totp.StepOf(factor.Secret, code, Now) is { } step
            ? await store.TakeStepAsync(user, step)
            : code.Length > 6 && await store.TakeRecoveryCodeAsync(user, TokenHash.Of(code));
    }

    /// <summary>Without the spaces and hyphens that people type or leave out.</summary>
    private static string Plain(string typed) =>
        typed.Length > 64 ? "" : string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
