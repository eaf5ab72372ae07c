using System.Text.Json;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Push;

/// <summary>Writes what a pusher is owed, as things are now: what was read, deleted or muted meanwhile is not worth a word.</summary>
internal sealed class PushLetters(
    RoomViews views, PushTargets targets, PushRules rules, ReceiptViews receipts, Badges badges, TimeProvider clock)
{
    /// <summary>Null when nobody has to be told of the event any more.</summary>
    public async ValueTask<PushLetter?> OfAsync(DuePusher pusher, OwedPush push, CancellationToken cancel)
    {
        var user = pusher.Pusher.UserId;
        if (IsTooOld(push)
            || await views.FindAsync(push.Room, cancel) is not { } view
            || view.MembershipOf(user) is not (Membership.Join or Membership.Invite)
            || await targets.EventAsync(view, push.Sequence, cancel) is not { Redacted: false } placed
            || Notifications.IsRead(placed, user, await receipts.OfAsync(push.Room, cancel)))
        {
            return null;
        }

        var actions = (await rules.OfAsync(user, cancel)).Evaluate(placed.Event, PushTargets.ContextOf(user, view));
        if (!actions.Notifies)
        {
            return null;
        }

        var badge = await badges.OfAsync(user, cancel);
        return new PushLetter(GatewayOf(pusher), PushPayload.OfEvent(pusher, view, placed, actions, badge), badge.Unread);
    }

    /// <summary>The counts alone.</summary>
    public async ValueTask<PushLetter> OfCountsAsync(DuePusher pusher, CancellationToken cancel)
    {
        var badge = await badges.OfAsync(pusher.Pusher.UserId, cancel);
        return new PushLetter(GatewayOf(pusher), PushPayload.OfCounts(pusher, badge), badge.Unread);
    }

    private static Uri GatewayOf(DuePusher pusher)
    {
        using var data = JsonDocument.Parse(pusher.Pusher.Data);
        return new Uri(data.RootElement.GetProperty("url").GetString()!);
    }

    private bool IsTooOld(OwedPush push) =>
        clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(push.QueuedAt) > PushBackOff.Lifetime;
}

/// <param name="Gateway">Where it goes.</param>
/// <param name="Body">The JSON.</param>
/// <param name="Badge">The count that it tells.</param>
internal sealed record PushLetter(Uri Gateway, byte[] Body, int Badge);
