using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Receipts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AppServices;

/// <summary>
/// Where somebody has typed or read lately and whose presence has changed, for one application service. Only what is new
/// matters, so each place and person is noted once; past a limit what is oldest in kind is forgotten, but for receipts,
/// which are read anew.
/// </summary>
internal sealed class EphemeralNews
{
    private const int MostNoted = 10_000;

    private readonly Lock gate = new();
    private readonly HashSet<RoomId> typing = [];
    private readonly HashSet<RoomId> read = [];
    private readonly HashSet<UserId> seen = [];

    /// <summary>Receipts have moved of which nothing was noted.</summary>
    public bool HasMissedReceipts { get; private set; } = true;

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return typing.Count + read.Count + seen.Count == 0 && !HasMissedReceipts;
            }
        }
    }

    public void Typed(RoomId room) => Note(typing, room);

    public void Changed(UserId user) => Note(seen, user);

    public void Hear(in CommittedFact fact)
    {
        if (fact.What is ReceiptMoved moved && !Note(read, moved.Room))
        {
            Missed();
        }
    }

    public void Missed()
    {
        lock (gate)
        {
            HasMissedReceipts = true;
        }
    }

    /// <summary>Takes everything out.</summary>
    public EphemeralChanges Take()
    {
        lock (gate)
        {
            var changes = new EphemeralChanges([.. typing], [.. read], [.. seen], HasMissedReceipts);
            typing.Clear();
            read.Clear();
            seen.Clear();
            HasMissedReceipts = false;
            return changes;
        }
    }

    /// <summary>Puts rooms back whose receipts have not all been told.</summary>
    public void PutBack(IEnumerable<RoomId> rooms)
    {
        foreach (var room in rooms)
        {
            Note(read, room);
        }
    }

    private bool Note<T>(HashSet<T> noted, T one)
    {
        lock (gate)
        {
            if (noted.Count < MostNoted)
            {
                noted.Add(one);
                return true;
            }

            return noted.Contains(one);
        }
    }
}

/// <param name="Typing">Rooms where somebody began or ended typing.</param>
/// <param name="Read">Rooms where a receipt moved.</param>
/// <param name="Seen">People who look different.</param>
/// <param name="HasMissedReceipts">Receipts may have moved in other rooms too.</param>
internal sealed record EphemeralChanges(
    IReadOnlyList<RoomId> Typing, IReadOnlyList<RoomId> Read, IReadOnlyList<UserId> Seen, bool HasMissedReceipts);
