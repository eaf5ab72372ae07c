using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Hashes and checks passwords, on few threads at a time: each needs 64 MiB and a good part of a second.</summary>
public sealed class Passwords(HomeserverOptions options) : IDisposable
{
    private const int MinimumLength = 8;
    private const int MaximumLength = 512;
    private const int MaximumWaiting = 64;

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(2);

    // What is compared for somebody who does not exist, so that the time taken does not tell.
    private readonly Lazy<PasswordHash> nobody = new(() => PasswordHash.Of(Secrets.AccessToken(), options.Passwords.HashCost));
    private readonly SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private int waiting;

    /// <summary>Null when the password may be chosen.</summary>
    public static MatrixError? Objection(string password) => password.Length switch
    {
        < MinimumLength => MatrixError.Of("M_WEAK_PASSWORD", 400, "The password must have at least 8 characters."),
        > MaximumLength => MatrixError.InvalidParam("The password may have at most 512 characters."),
        _ => null,
    };

    public Task<Outcome<string>> HashAsync(string password, CancellationToken cancel) =>
        TakingTurnsAsync(() => PasswordHash.Of(password, options.Passwords.HashCost).ToString(), cancel);

    /// <summary>Whether the password is right; false, after the same time, where <paramref name="stored"/> is null.</summary>
    public Task<Outcome<bool>> MatchesAsync(string password, string? stored, CancellationToken cancel) => password.Length > MaximumLength
        ? Task.FromResult<Outcome<bool>>(false)
        : TakingTurnsAsync(
            () => stored is not null && PasswordHash.TryParse(stored, out var hash)
                ? hash!.Matches(password)
                : nobody.Value.Matches(password) && false,
            cancel);

    public void Dispose() => places.Dispose();

    private async Task<Outcome<T>> TakingTurnsAsync<T>(Func<T> work, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref waiting) > MaximumWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return MatrixError.LimitExceeded(Busy);
        }

        try
        {
            await places.WaitAsync(cancel);
            try
            {
                return await Task.Run(work, cancel);
            }
            finally
            {
                places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
