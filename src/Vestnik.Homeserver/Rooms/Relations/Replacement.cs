using Vestnik.Protocol.Events;
using Vestnik.Protocol.Json;

namespace Vestnik.Homeserver.Rooms.Relations;

/// <summary>Which edits count.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#validity-of-replacement-events</remarks>
internal static class Replacement
{
    /// <summary>The edit may stand for the original, which lies in the same room.</summary>
    public static bool IsValid(TimelineEvent original, TimelineEvent edit) =>
        !original.Redacted
        && !edit.Redacted
        && !original.Event.IsState
        && !edit.Event.IsState
        && original.Event.Sender == edit.Event.Sender
        && original.Event.Type == edit.Event.Type
        && EventRelation.Of(original.Event)?.Kind != EventRelation.Replacement
        && (edit.Event.Type == EventType.Encrypted || !CanonicalMembers.Find(edit.Event.Content.Span, "m.new_content"u8).IsEmpty);
}
