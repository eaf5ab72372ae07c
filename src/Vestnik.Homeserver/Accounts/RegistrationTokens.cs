using System.Buffers;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Makes, checks and uses up registration tokens.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#token-authenticated-registration</remarks>
public sealed class RegistrationTokens(IRegistrationTokenStore store, TimeProvider clock)
{
    private const int Longest = 64;

    private static readonly SearchValues<char> Opaque =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <param name="chosen">The token; null when the server is to make one up.</param>
    /// <param name="uses">How many may register with it; null for any number.</param>
    /// <param name="time">How long it is valid; null for ever.</param>
    public async Task<Outcome<RegistrationToken>> MakeAsync(string? chosen, long? uses, TimeSpan? time)
    {
        if (chosen is not null && !IsWellFormed(chosen))
        {
            return MatrixError.InvalidParam("A token has 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.");
        }

        if (uses < 1 || time <= TimeSpan.Zero)
        {
            return MatrixError.InvalidParam("A token serves at least once, and for some time.");
        }

        var token = new RegistrationToken
        {
            Token = chosen ?? Secrets.RegistrationToken(),
            UsesAllowed = uses,
            CreatedAt = Now,
            ExpiresAt = time is { } valid ? Now + (long)valid.TotalMilliseconds : null,
        };
        return await store.AddAsync(token) ? token : MatrixError.Of("M_TOKEN_IN_USE", 400, "There is a token of this name already.");
    }

    public async ValueTask<bool> IsValidAsync(string token, CancellationToken cancel) =>
        IsWellFormed(token) && await store.FindAsync(token, cancel) is { } found && found.IsValid(Now);

    /// <summary>Lets one person in; false when the token is not valid.</summary>
    public async Task<bool> TakeAsync(string token) => IsWellFormed(token) && await store.TakeAsync(token, Now);

    private static bool IsWellFormed(string token) => token.Length is > 0 and <= Longest && token.AsSpan().IndexOfAnyExcept(Opaque) < 0;
}
