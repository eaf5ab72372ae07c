using System.Collections.Immutable;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>What a client needs to name a room whose members it does not know.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3sync</remarks>
internal static class RoomSummary
{
    /// <summary>Members to name the room after; nobody where it has a name or alias.</summary>
    public static ImmutableArray<UserId> HeroesOf(RoomView view, UserId reader) =>
        view.Text(EventType.Name, "name") is { Length: > 0 } || view.Text(EventType.CanonicalAlias, "alias") is { Length: > 0 }
            ? []
            : view.Heroes(reader);

    public static void Write(AnswerBuffer output, RoomView view, UserId reader)
    {
        output.Append("\"summary\":{"u8);
        var heroes = HeroesOf(view, reader);
        if (!heroes.IsEmpty)
        {
            output.Append("\"m.heroes\":["u8);
            for (var i = 0; i < heroes.Length; i++)
            {
                output.Append(i == 0 ? ""u8 : ","u8);
                output.AppendText(heroes[i].ToString());
            }

            output.Append("],"u8);
        }

        output.Append("\"m.joined_member_count\":"u8);
        output.AppendNumber(view.JoinedCount);
        output.Append(",\"m.invited_member_count\":"u8);
        output.AppendNumber(view.InvitedCount);
        output.Append("}"u8);
    }
}
