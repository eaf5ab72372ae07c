using Vestnik.Homeserver.Sync;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>What one person may read of one room.</summary>
public sealed class RoomAccess
{
    private readonly VisibleHistory? visible;

    internal RoomAccess(RoomView view, UserId reader, long lastSequence, VisibleHistory? visible) =>
        (View, Reader, LastSequence, this.visible) = (view, reader, lastSequence, visible);

    public RoomView View { get; }

    public UserId Reader { get; }

    /// <summary>The last event whose state the person may know: the head, or for somebody who has left, their leaving.</summary>
    public long LastSequence { get; }

    /// <summary>The person is in the room, or everybody may read it: its present state is theirs to see.</summary>
    public bool IsCurrent => LastSequence == View.HeadSequence;

    /// <summary>The history visibility shows this event to the person.</summary>
    public bool Shows(TimelineEvent placed) => visible is null || visible.Shows(placed);

    /// <summary>The same of a message by its place alone.</summary>
    public bool ShowsMessage(long sequence) => sequence <= LastSequence && (visible is null || visible.ShowsMessage(sequence));
}
