using System.Collections.Concurrent;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>How far one shard has been looked through for pushes. The committing thread notes what may matter, the projection goes on from there.</summary>
internal sealed class ShardProgress
{
    private const long Unknown = long.MaxValue;
    private const long NothingMissed = -1;

    private readonly ConcurrentDictionary<UserId, bool> readers = new();
    private long latest = Unknown;
    private long missedAfter;

    /// <summary>Everything up to here has been looked through.</summary>
    public long Position { get; set; }

    /// <summary>When the rows were last told.</summary>
    public DateTimeOffset NotedAt { get; set; }

    /// <summary>It is known where to begin.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>After this position something was committed that was not told; null when everything was.</summary>
    public long? MissedAfter => Volatile.Read(ref missedAfter) is not NothingMissed and var position ? position : null;

    /// <summary>Something lies behind <see cref="Position"/> that may matter.</summary>
    public bool HasNews => Volatile.Read(ref latest) > Position;

    public void Hear(long position) => Volatile.Write(ref latest, position);

    public void HearReader(UserId reader, long position)
    {
        readers[reader] = true;
        Hear(position);
    }

    public void Miss(long after)
    {
        Volatile.Write(ref missedAfter, after);
        Volatile.Write(ref latest, Unknown);
    }

    /// <summary>Goes on from a position, unless more has been missed meanwhile.</summary>
    public void Begin(long position, long missed)
    {
        (Position, HasBegun) = (position, true);
        if (Interlocked.CompareExchange(ref missedAfter, NothingMissed, missed) == missed)
        {
            Interlocked.CompareExchange(ref latest, position, Unknown);
        }
    }

    /// <summary>It has to be looked at again, whatever is heard.</summary>
    public void Fail(IEnumerable<UserId> taken)
    {
        GiveBack(taken);
        Volatile.Write(ref latest, Unknown);
    }

    /// <summary>Who of those with a pusher has read something since it was last asked.</summary>
    public HashSet<UserId> TakeReaders()
    {
        var taken = new HashSet<UserId>();
        foreach (var (reader, _) in readers)
        {
            readers.TryRemove(reader, out _);
            taken.Add(reader);
        }

        return taken;
    }

    public void GiveBack(IEnumerable<UserId> taken)
    {
        foreach (var reader in taken)
        {
            readers[reader] = true;
        }
    }
}
