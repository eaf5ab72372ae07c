using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync.Streams;

/// <summary>Rooms that a person is invited to or knocks on: what they may know of a room before they are in it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#stripped-state</remarks>
internal static class InvitesStream
{
    private static readonly string[] Shown =
    [
        EventType.Create,
        EventType.JoinRules,
        EventType.Name,
        "m.room.avatar",
        EventType.Topic,
        EventType.CanonicalAlias,
        EventType.Encryption,
    ];

    /// <summary>The member of the answer's <c>invite</c> or <c>knock</c> object.</summary>
    public static void Write(SyncWindow window, RoomOfUser place, RoomView view, AnswerBuffer output)
    {
        output.AppendText(view.Id.ToString());
        output.Append(place.Membership == Membership.Invite ? ":{\"invite_state\":{\"events\":["u8 : ":{\"knock_state\":{\"events\":["u8);
        WriteEvents(window, view, output);
        output.Append("]}}"u8);
    }

    /// <summary>The stripped state, with commas between the events.</summary>
    public static void WriteEvents(SyncWindow window, RoomView view, AnswerBuffer output)
    {
        var events = new JsonList();
        foreach (var type in Shown)
        {
            Write(view.State.Find(type, ""), output, events);
        }

        var own = view.State.Find(EventType.Member, window.User.ToString());
        if (own is not null && own.Sender != window.User)
        {
            Write(view.State.Find(EventType.Member, own.Sender.ToString()), output, events);
        }

        Write(own, output, events);
    }

    private static void Write(Pdu? pdu, AnswerBuffer output, JsonList events)
    {
        if (pdu is not null)
        {
            events.Next(output);
            ClientEvent.WriteStripped(output, pdu);
        }
    }
}
