using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Silos;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Ephemera;

/// <summary>Who is typing where: in memory only, forgotten by a restart, and told to the other silos.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#typing-notifications</remarks>
public sealed class Typing : IObeyFacts, IDisposable
{
    /// <summary>Nobody is said to be typing for longer without saying so again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Sweep = TimeSpan.FromMilliseconds(250);

    // A room without anybody typing is remembered for a while, so that whoever comes back hears that nobody is.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<RoomId, TypingRoom> rooms = [];
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private readonly ISilos silos;
    private readonly Fleeting fleeting;
    private long said;

    public Typing(ISilos silos, Fleeting fleeting, TimeProvider clock)
    {
        (this.silos, this.fleeting, this.clock) = (silos, fleeting, clock);
        timer = clock.CreateTimer(_ => Expire(), null, Sweep, Sweep);
    }

    /// <summary>Hear when somebody began or ended typing in a room, with the serial of the change. Called under no lock.</summary>
    public Action<RoomId, long>? Changed { get; set; }

    /// <summary>This life of this process: serials of others mean nothing.</summary>
    public long Epoch => fleeting.Epoch;

    /// <summary>Of the last change, from 1 upwards.</summary>
    public long Serial => fleeting.Last;

    /// <summary>Somebody types, until they say otherwise or the time is over.</summary>
    public void Begin(RoomId room, UserId user, TimeSpan time)
    {
        var allowed = time < Longest ? time : Longest;
        BeginHere(room, user, allowed);
        Mention(room, user, allowed);
    }

    public void End(RoomId room, UserId user)
    {
        EndHere(room, user);
        Mention(room, user, TimeSpan.Zero);
    }

    /// <summary>Somebody began or ended typing on another silo.</summary>
    public void Obey(Fact fact)
    {
        if (fact is not TypingChanged told || !IsNewest(told))
        {
            return;
        }

        if (told.Milliseconds > 0)
        {
            BeginHere(told.Room, told.User, TimeSpan.FromMilliseconds(told.Milliseconds));
        }
        else
        {
            EndHere(told.Room, told.User);
        }
    }

    /// <summary>Who is typing, and the serial of the last change; nobody and 0 for a room without any.</summary>
    public (IReadOnlyList<UserId> Users, long Serial) In(RoomId room)
    {
        lock (gate)
        {
            return rooms.TryGetValue(room, out var typing) ? ([.. typing.Ends.Keys], typing.Serial) : ([], 0);
        }
    }

    public void Dispose() => timer.Dispose();

    private void BeginHere(RoomId room, UserId user, TimeSpan time)
    {
        var ends = clock.GetUtcNow() + time;
        Change(room, typing =>
        {
            var began = !typing.Ends.ContainsKey(user);
            typing.Ends[user] = ends;
            return began;
        });
    }

    private void EndHere(RoomId room, UserId user) => Change(room, typing => typing.Ends.Remove(user));

    private void Mention(RoomId room, UserId user, TimeSpan time) => silos.Mention(new TypingChanged
    {
        Room = room,
        User = user,
        Milliseconds = (long)time.TotalMilliseconds,
        Epoch = Epoch,
        Said = Interlocked.Increment(ref said),
    });

    private bool IsNewest(TypingChanged told)
    {
        lock (gate)
        {
            if (!rooms.TryGetValue(told.Room, out var typing))
            {
                rooms.Add(told.Room, typing = new TypingRoom { ChangedAt = clock.GetUtcNow() });
            }

            if (typing.Heard.TryGetValue(told.User, out var last) && last.Epoch == told.Epoch && last.Said > told.Said)
            {
                return false;
            }

            typing.Heard[told.User] = (told.Epoch, told.Said);
            return true;
        }
    }

    private void Change(RoomId room, Func<TypingRoom, bool> change)
    {
        long changed;
        lock (gate)
        {
            if (!rooms.TryGetValue(room, out var typing))
            {
                rooms.Add(room, typing = new TypingRoom());
            }

            if (!change(typing))
            {
                return;
            }

            typing.ChangedAt = clock.GetUtcNow();
            changed = typing.Serial = fleeting.Next();
        }

        Changed?.Invoke(room, changed);
    }

    private void Expire()
    {
        var now = clock.GetUtcNow();
        List<(RoomId Room, UserId User)> over = [];
        lock (gate)
        {
            foreach (var (room, typing) in rooms)
            {
                over.AddRange(typing.Ends.Where(ending => ending.Value <= now).Select(ending => (room, ending.Key)));
                if (typing.Ends.Count == 0 && typing.ChangedAt + Remembered < now)
                {
                    rooms.Remove(room);
                }
            }
        }

        foreach (var (room, user) in over)
        {
            Change(room, typing => typing.Ends.TryGetValue(user, out var ends) && ends <= now && typing.Ends.Remove(user));
        }
    }

    private sealed class TypingRoom
    {
        public Dictionary<UserId, DateTimeOffset> Ends { get; } = [];

        /// <summary>The last that another silo has said of each person.</summary>
        public Dictionary<UserId, (long Epoch, long Said)> Heard { get; } = [];

        public DateTimeOffset ChangedAt { get; set; }

        public long Serial { get; set; }
    }
}
