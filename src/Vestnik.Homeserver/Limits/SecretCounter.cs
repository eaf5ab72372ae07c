using Orleans.Concurrency;

namespace Vestnik.Homeserver.Limits;

/// <summary>Counts a part of all keys; which one, <see cref="SecretLimits"/> decides.</summary>
[Alias("Vestnik.ISecretCounter")]
internal interface ISecretCounter : IGrainWithIntegerKey
{
    [Alias("TakeAsync")]
    [AlwaysInterleave]
    Task<TimeSpan?> TakeAsync(SecretLimit limit, string key);

    [Alias("LookAsync")]
    [AlwaysInterleave]
    Task<TimeSpan?> LookAsync(SecretLimit limit, string key);
}

/// <summary>Token buckets in memory: a restart forgives.</summary>
internal sealed class SecretCounter(TimeProvider clock) : Grain, ISecretCounter
{
    private readonly Dictionary<SecretLimit, TokenBuckets<string>> buckets = new()
    {
        [SecretLimit.Address] = new(new Allowance(60, 0.5), clock),
        [SecretLimit.Person] = new(new Allowance(20, 0.2), clock),
        [SecretLimit.Guesses] = new(new Allowance(20, 0.1), clock),
        [SecretLimit.Letters] = new(new Allowance(5, 1 / 600.0), clock),
        [SecretLimit.Codes] = new(new Allowance(5, 1 / 60.0), clock),
    };

    public Task<TimeSpan?> TakeAsync(SecretLimit limit, string key) => Task.FromResult(buckets[limit].Take(key));

    public Task<TimeSpan?> LookAsync(SecretLimit limit, string key) => Task.FromResult(buckets[limit].Look(key));
}
