using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Rooms.Upgrading;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Delayed;

/// <summary>Sends a delayed event as if its sender did so now: what may be sent is decided now.</summary>
public sealed class DelayedSending(
    RoomViews views, RoomGrains grains, IAccountStore accounts, RelationRules relations, CanonicalAliases aliases, InviteBlocking blocking)
{
    /// <summary>The event; sent twice it is the same one. Or the refusal that a request to send it now would get.</summary>
    public async Task<Outcome<EventId>> SendAsync(DelayedEvent delayed, CancellationToken cancel)
    {
        if (await accounts.FindAsync(delayed.Sender, cancel) is not { DeactivatedAt: null } account)
        {
            return MatrixError.Forbidden("The account has been deactivated.");
        }

        if (account.IsLocked || account.IsSuspended)
        {
            return account.IsLocked ? AccountModeration.Locked : AccountModeration.Suspended;
        }

        if (await views.FindAsync(delayed.Room, cancel) is not { } view || view.MembershipOf(delayed.Sender) != Membership.Join)
        {
            return MatrixError.Forbidden("You are not in this room, or there is no such room.");
        }

        var wanted = Wanted(delayed);
        return await ObjectionAsync(view, wanted, cancel) is { } objection
            ? objection
            : await grains.Of(delayed.Room).AppendAsync(wanted);
    }

    private static NewEvent Wanted(DelayedEvent delayed) => new()
    {
        Sender = delayed.Sender,
        Type = delayed.Type,
        StateKey = delayed.StateKey,
        Content = delayed.Content,
        SessionId = DelayedEvent.Session,
        TransactionId = delayed.Id,
        Redacts = delayed is { Type: EventType.Redaction, StateKey: null }
            && EventId.TryParse(ContentText.Find(delayed.Content, "redacts"), out var target) ? target : null,
    };

    private async ValueTask<MatrixError?> ObjectionAsync(RoomView view, NewEvent wanted, CancellationToken cancel)
    {
        if (Tombstone.Objection(view.Id, wanted.Type, wanted.Content) is { } loop)
        {
            return loop;
        }

        if (wanted.StateKey is null)
        {
            return await relations.ObjectionAsync(view.Id, wanted, cancel);
        }

        if (wanted.Type == EventType.CanonicalAlias)
        {
            return await aliases.ObjectionAsync(view, wanted.Content, cancel);
        }

        return wanted.Type == EventType.Member && UserId.TryParse(wanted.StateKey, out var guest)
            && ContentText.Find(wanted.Content, "membership") == "invite"
            ? await blocking.ObjectionAsync(guest, cancel)
            : null;
    }
}
