using Vestnik.Homeserver.Keys;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Streams;

/// <summary>Whose keys a device must fetch anew, whose it may forget, and how many of its own are left.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#e2e-extensions-to-sync</remarks>
internal sealed class DeviceListsStream(DeviceListChanges changes, KeyCounts counts, IMemberships memberships)
{
    /// <summary>Called when the rooms of the window are written, so that it is known whom the person has met.</summary>
    /// <returns>True when there was something.</returns>
    public async ValueTask<bool> WriteAsync(SyncWindow window, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        if (window.Since is not { } since)
        {
            return false;
        }

        var changed = new HashSet<UserId>();
        if (window.Feed.HasListNews(since))
        {
            foreach (var user in await changes.BetweenAsync(window.User, since.Positions, window.Until.Positions, cancel))
            {
                if (user == window.User || await SharesRoomAsync(window, user, cancel))
                {
                    changed.Add(user);
                }
            }
        }

        var left = new HashSet<UserId>();
        foreach (var user in window.Met.Concat(window.Parted).Where(user => user != window.User).ToHashSet())
        {
            if (!await SharesRoomAsync(window, user, cancel))
            {
                left.Add(user);
            }
            else if (window.Met.Contains(user))
            {
                changed.Add(user);
            }
        }

        if (changed.Count == 0 && left.Count == 0)
        {
            return false;
        }

        members.Next(output);
        output.Append("\"device_lists\":{\"changed\":["u8);
        Write(output, changed);
        output.Append("],\"left\":["u8);
        Write(output, left);
        output.Append("]}"u8);
        return true;
    }

    public async ValueTask WriteCountsAsync(SyncWindow window, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        var count = await counts.OfAsync(window.User, window.Request.Device, cancel);
        members.Next(output);
        output.Append("\"device_one_time_keys_count\":{"u8);
        var algorithms = new JsonList();
        if (!count.OneTimeKeys.ContainsKey("signed_curve25519"))
        {
            // Clients refill what they see to be empty; an absent number tells them nothing.
            algorithms.Next(output);
            output.Append("\"signed_curve25519\":0"u8);
        }

        foreach (var (algorithm, left) in count.OneTimeKeys)
        {
            algorithms.Next(output);
            output.AppendText(algorithm);
            output.Append(":"u8);
            output.AppendNumber(left);
        }

        output.Append("},\"device_unused_fallback_key_types\":["u8);
        var types = new JsonList();
        foreach (var type in count.UnusedFallbackTypes)
        {
            types.Next(output);
            output.AppendText(type);
        }

        output.Append("]"u8);
    }

    private async ValueTask<bool> SharesRoomAsync(SyncWindow window, UserId other, CancellationToken cancel)
    {
        foreach (var room in await memberships.OfAsync(other, cancel))
        {
            if (room.Membership == Membership.Join && window.Feed.Find(room.Room)?.Membership == Membership.Join)
            {
                return true;
            }
        }

        return false;
    }

    private static void Write(AnswerBuffer output, IEnumerable<UserId> users)
    {
        var list = new JsonList();
        foreach (var user in users)
        {
            list.Next(output);
            output.AppendText(user.ToString());
        }
    }
}
