using System.Collections.Immutable;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>
/// What one person who syncs, or did so lately, may have missed: their rooms in the order of what happened, and where their
/// own streams stand. Fed by facts; loaded from rows when the person comes back.
/// </summary>
public sealed class UserFeed
{
    private readonly Lock gate = new();
    private readonly Dictionary<RoomId, RoomOfUser> rooms = [];
    private readonly RecentRooms?[] recent;
    private readonly RecentRooms typing = new();
    private readonly Dictionary<DeviceId, long> devices = [];
    private readonly long[] lists;
    private readonly HashSet<Waiter> waiters = [];
    private long account;
    private int guests;

    /// <param name="user">Whose feed it is.</param>
    /// <param name="shard">The person's shard.</param>
    /// <param name="heads">The visible positions now: whoever stands before them looks into the rows for personal news.</param>
    internal UserFeed(UserId user, int shard, long[] heads)
    {
        (User, Shard) = (user, shard);
        recent = new RecentRooms?[heads.Length];
        lists = [.. heads];
        account = heads[shard];
    }

    public UserId User { get; }

    /// <summary>The shard of the person's own facts.</summary>
    public int Shard { get; }

    /// <summary>The feed no longer hears of everything: whoever uses it takes a new one.</summary>
    public bool IsRetired { get; private set; }

    /// <summary>The person ignores these people; null when it has to be read again.</summary>
    internal ImmutableHashSet<UserId>? Ignored { get; set; }

    /// <summary>When somebody last left, in ticks of the clock.</summary>
    internal long LastUsed { get; private set; }

    /// <summary>Typing before this serial was not heard of.</summary>
    internal long TypingFloor { get; set; }

    /// <summary>Anything, in any room or of the person's own, after this token. May be wrong in saying yes.</summary>
    internal bool HasNews(SyncToken since, DeviceId device)
    {
        lock (gate)
        {
            if (account > since.At(Shard) || since.ToDevice < since.At(Shard) || devices.GetValueOrDefault(device) > since.At(Shard)
                || typing.Latest > since.TypingSerial || TypingFloor > since.TypingSerial)
            {
                return true;
            }

            for (var shard = 0; shard < recent.Length; shard++)
            {
                if (lists[shard] > since.At(shard) || recent[shard]?.Latest > since.At(shard))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Of the last change of account data or push rules, in the person's shard.</summary>
    internal long AccountPosition
    {
        get
        {
            lock (gate)
            {
                return account;
            }
        }
    }

    /// <summary>Something came for a device, or its key counts changed, after this position of the person's shard.</summary>
    internal bool HasDeviceNews(DeviceId device, long since)
    {
        lock (gate)
        {
            return devices.GetValueOrDefault(device) > since;
        }
    }

    /// <summary>Somebody's keys have changed after this token, somebody whom the person may know.</summary>
    internal bool HasListNews(SyncToken since)
    {
        lock (gate)
        {
            return lists.Where((position, shard) => position > since.At(shard)).Any();
        }
    }

    internal List<RoomOfUser> AllRooms()
    {
        lock (gate)
        {
            return [.. rooms.Values];
        }
    }

    /// <summary>The rooms in which something happened after this token.</summary>
    internal List<RoomOfUser> ChangedRooms(SyncToken since)
    {
        lock (gate)
        {
            var changed = new List<RoomId>();
            for (var shard = 0; shard < recent.Length; shard++)
            {
                recent[shard]?.CollectAfter(since.At(shard), changed);
            }

            return [.. changed.Select(room => rooms[room])];
        }
    }

    /// <summary>The rooms in which the set of those typing changed after this serial.</summary>
    internal List<RoomId> TypingRooms(long since)
    {
        lock (gate)
        {
            var changed = new List<RoomId>();
            typing.CollectAfter(since, changed);
            return changed;
        }
    }

    /// <summary>The position of the last thing that happened in a room, in its shard.</summary>
    internal long LatestIn(RoomOfUser room)
    {
        lock (gate)
        {
            return recent[room.Shard]?.MarkOf(room.Room) ?? 0;
        }
    }

    internal RoomOfUser? Find(RoomId room)
    {
        lock (gate)
        {
            return rooms.GetValueOrDefault(room);
        }
    }

    /// <summary>The person is joined to the room.</summary>
    internal bool IsIn(RoomId room) => Find(room)?.Membership == Membership.Join;

    /// <summary>How the person stands to a room, unless something later is known.</summary>
    internal void Place(RoomOfUser room)
    {
        lock (gate)
        {
            var known = rooms.GetValueOrDefault(room.Room);
            if (known is null || known.Sequence <= room.Sequence)
            {
                rooms[room.Room] = room;
            }

            // Of a room that the person has left, only the leaving is news.
            RecentOf(room.Shard).Touch(room.Room, room.Membership == Membership.Join ? Math.Max(room.HeadPosition, room.Position) : room.Position);
        }
    }

    internal void Touch(RoomId room, int shard, long position)
    {
        lock (gate)
        {
            if (rooms.ContainsKey(room))
            {
                RecentOf(shard).Touch(room, position);
            }
        }
    }

    internal void TouchTyping(RoomId room, long serial)
    {
        lock (gate)
        {
            typing.Touch(room, serial);
        }
    }

    internal void TouchAccount(long position)
    {
        lock (gate)
        {
            account = Math.Max(account, position);
        }
    }

    internal void TouchDevice(DeviceId device, long position)
    {
        lock (gate)
        {
            devices[device] = position;
        }
    }

    internal void TouchLists(int shard, long position)
    {
        lock (gate)
        {
            lists[shard] = Math.Max(lists[shard], position);
        }
    }

    /// <summary>Somebody uses the feed; false when it is retired.</summary>
    internal bool TryEnter()
    {
        lock (gate)
        {
            guests += IsRetired ? 0 : 1;
            return !IsRetired;
        }
    }

    internal void MarkUsed(long now)
    {
        lock (gate)
        {
            LastUsed = now;
        }
    }

    internal void Leave(long now)
    {
        lock (gate)
        {
            guests--;
            LastUsed = now;
        }
    }

    internal void Add(Waiter waiter)
    {
        lock (gate)
        {
            waiters.Add(waiter);
            if (IsRetired)
            {
                waiter.Wake();
            }
        }
    }

    internal void Remove(Waiter waiter)
    {
        lock (gate)
        {
            waiters.Remove(waiter);
        }
    }

    internal void Wake()
    {
        lock (gate)
        {
            foreach (var waiter in waiters)
            {
                waiter.Wake();
            }

            waiters.Clear();
        }
    }

    /// <summary>Nobody has used the feed since a time: it retires.</summary>
    internal bool TryRetire(long unusedSince)
    {
        lock (gate)
        {
            IsRetired |= guests == 0 && LastUsed < unusedSince;
            return IsRetired;
        }
    }

    internal void Retire()
    {
        lock (gate)
        {
            IsRetired = true;
        }

        Wake();
    }

    private RecentRooms RecentOf(int shard) => recent[shard] ??= new RecentRooms();
}
