using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Code generators, and the recovery codes for the day on which one is lost. Both end with the account.</summary>
public interface ISecondFactorStore
{
    ValueTask<SecondFactor?> FindAsync(UserId user, CancellationToken cancel);

    /// <summary>Turns it on, or replaces it with its recovery codes.</summary>
    Task SetAsync(UserId user, SecondFactor factor, IReadOnlyList<TokenHash> recoveryCodes, long at);

    /// <summary>Takes the code of a step of time; true once only, and never for an earlier step.</summary>
    Task<bool> TakeStepAsync(UserId user, long step);

    /// <summary>Takes a recovery code; true once only.</summary>
    Task<bool> TakeRecoveryCodeAsync(UserId user, TokenHash code);

    Task RemoveAsync(UserId user);
}

/// <param name="Secret">The generator's secret.</param>
/// <param name="LastStep">The last step of time whose code was taken.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
public sealed record SecondFactor(byte[] Secret, long LastStep, int RecoveryCodes);
