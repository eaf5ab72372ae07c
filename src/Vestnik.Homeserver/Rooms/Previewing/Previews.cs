using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Previewing;

/// <summary>Who may know what a room is called and how many are in it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1roomsroomidhierarchy</remarks>
public sealed class Previews(RoomViews views)
{
    /// <summary>The room, when the person is in it, could join it or knock, or everybody may read it; else null.</summary>
    public async ValueTask<RoomView?> OpenAsync(RoomId room, UserId asking, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } view)
        {
            return null;
        }

        var membership = view.MembershipOf(asking);
        if (membership is Membership.Join or Membership.Invite
            || view.Text(EventType.HistoryVisibility, "history_visibility") == "world_readable")
        {
            return view;
        }

        if (membership == Membership.Ban)
        {
            return null;
        }

        var rule = view.Text(EventType.JoinRules, "join_rule");
        return rule is JoinRule.Public or JoinRule.Knock or JoinRule.KnockRestricted
            || (rule == JoinRule.Restricted && await RestrictedJoin.NamesRoomOfAsync(view, asking, views, cancel))
                ? view
                : null;
    }
}
