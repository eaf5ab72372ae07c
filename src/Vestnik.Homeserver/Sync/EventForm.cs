using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync;

/// <summary>Events in the form that a filter asks for; nearly always the shared one.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3useruseridfilter (event_fields, event_format)</remarks>
internal static class EventForm
{
    public static void Write(SyncWindow window, IReadOnlyList<TimelineEvent> events, Membership? membership, AnswerBuffer output)
    {
        var reader = new ClientEvent.Reader { Now = window.Now, SessionId = window.Request.SessionId, User = window.User, Membership = membership };
        var list = new JsonList();
        foreach (var placed in events)
        {
            list.Next(output);
            if (window.Filter.FederationFormat)
            {
                WriteFederated(placed, output);
            }
            else if (window.Filter.EventFields is { } fields)
            {
                EventFields.Write(placed, reader, fields, output);
            }
            else
            {
                ClientEvent.Write(output, placed, reader);
            }
        }
    }

    private static void WriteFederated(TimelineEvent placed, AnswerBuffer output)
    {
        var json = placed.Event.Json.Span;
        output.Append(json[..^1]);
        if (placed.Event.Version.EventIds != Protocol.RoomVersions.EventIdFormat.Opaque)
        {
            output.Append(",\"event_id\":"u8);
            output.AppendText(placed.Event.Id.ToString());
        }

        output.Append("}"u8);
    }
}
