using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Rooms;

/// <summary>Reads the tokens that name a place in a room's timeline: those of pages, and those of /sync.</summary>
public sealed class RoomPlaces(IRoomHistory history)
{
    /// <summary>The sequence of the last event before the place; <c>M_INVALID_PARAM</c> for a token of nobody's.</summary>
    public async ValueTask<Outcome<long>> ReadAsync(RoomView view, string token, CancellationToken cancel)
    {
        if (TimelineToken.TryParse(token, out var place))
        {
            return Math.Min(place.Sequence, view.HeadSequence);
        }

        if (!SyncToken.TryParse(token, out var synced))
        {
            return MatrixError.InvalidParam("The token is not one that this server gave.");
        }

        var position = synced.At(view.Shard);
        return position >= view.HeadPosition ? view.HeadSequence : await history.SequenceAtAsync(view.Id, position, cancel);
    }
}
