using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Relations;

/// <summary>Which relations people may not make.</summary>
public sealed class RelationRules(IRelations relations, IRoomHistory history)
{
    private const int MostOwn = 1_000;

    /// <returns>
    /// Null when nothing speaks against it; <c>M_UNKNOWN</c> for a thread on an event that relates to another one itself;
    /// <c>M_DUPLICATE_ANNOTATION</c> for the same reaction of the same person again.
    /// </returns>
    /// <remarks>
    /// Spec: https://spec.matrix.org/v1.19/client-server-api/#validation-of-mthread-relationships and
    /// https://spec.matrix.org/v1.19/client-server-api/#avoiding-duplicate-annotations
    /// </remarks>
    public async ValueTask<MatrixError?> ObjectionAsync(RoomId room, NewEvent wanted, CancellationToken cancel)
    {
        if (EventRelation.In(wanted.Content.Span) is not { Kind: EventRelation.Thread or EventRelation.Annotation } relation
            || await history.EventAsync(room, relation.Target, cancel) is not { } target)
        {
            return null;
        }

        if (relation.Kind == EventRelation.Thread)
        {
            return EventRelation.Of(target.Event) is null
                ? null
                : MatrixError.Unknown("A thread cannot hang on an event that answers, edits or reacts to another one.");
        }

        return EventRelation.KeyIn(wanted.Content.Span) is { } key && await HasSaidAsync(room, wanted, target, key, cancel)
            ? MatrixError.Of("M_DUPLICATE_ANNOTATION", 400, "You have said exactly this of the event already.")
            : null;
    }

    private async ValueTask<bool> HasSaidAsync(RoomId room, NewEvent wanted, TimelineEvent target, string key, CancellationToken cancel)
    {
        var page = new RelatedPage
        {
            Target = target.Sequence,
            Kind = EventRelation.Annotation,
            Type = wanted.Type,
            Sender = wanted.Sender,
            From = 0,
            Backwards = false,
            Limit = MostOwn,
        };
        foreach (var said in await relations.PageAsync(room, page, cancel))
        {
            // The same request again is answered with the event that it made.
            if (EventRelation.KeyIn(said.Event.Content.Span) == key
                && (said.TransactionId is null || said.TransactionId != wanted.TransactionId || said.SessionId != wanted.SessionId))
            {
                return true;
            }
        }

        return false;
    }
}
