using System.Security.Cryptography;

namespace Vestnik.Homeserver.Ephemera;

/// <summary>Counts the changes of what is never stored, typing and presence, so that a sync token can say what it covers of them.</summary>
public sealed class Fleeting
{
    private long last;

    /// <summary>This life of this process: counts of others mean nothing.</summary>
    public long Epoch { get; } = RandomNumberGenerator.GetInt32(1, int.MaxValue);

    /// <summary>Of the last change, from 1 upwards; 0 before the first.</summary>
    public long Last => Interlocked.Read(ref last);

    public long Next() => Interlocked.Increment(ref last);
}
