namespace Vestnik.Homeserver.Limits;

/// <summary>What trying passwords and names is counted by.</summary>
public enum SecretLimit
{
    /// <summary>Sign-in and registration from one address.</summary>
    Address,

    /// <summary>Sensitive requests of one signed-in person.</summary>
    Person,

    /// <summary>Wrong passwords for one account, from wherever they come.</summary>
    Guesses,

    /// <summary>Wrong codes of a second factor for one account.</summary>
    Codes,

    /// <summary>Letters and short messages to one address or number.</summary>
    Letters,
}

/// <summary>The limits of sign-in and registration, counted once for all silos: whoever asks every silo in turn gains nothing.</summary>
public sealed class SecretLimits(IGrainFactory grains)
{
    private const int Counters = 64;

    // While the counter moves from a silo that died to another, nobody tries.
    private static readonly TimeSpan Moving = TimeSpan.FromSeconds(2);

    /// <summary>Takes one; null when there was one, else how long to wait for the next.</summary>
    public Task<TimeSpan?> TakeAsync(SecretLimit limit, string key) => AskAsync(key, counter => counter.TakeAsync(limit, key));

    /// <summary>Takes nothing; null when there is one, else how long to wait for it.</summary>
    public Task<TimeSpan?> LookAsync(SecretLimit limit, string key) => AskAsync(key, counter => counter.LookAsync(limit, key));

    private async Task<TimeSpan?> AskAsync(string key, Func<ISecretCounter, Task<TimeSpan?>> ask)
    {
        try
        {
            return await ask(grains.GetGrain<ISecretCounter>(CounterOf(key)));
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return Moving;
        }
    }

    // The same on every silo, unlike a string's own hash.
    private static long CounterOf(string key) => key.Aggregate(17u, (hash, letter) => (hash * 31) + letter) % Counters;
}
