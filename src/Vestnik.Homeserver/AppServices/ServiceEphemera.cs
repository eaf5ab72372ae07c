using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync;
using Vestnik.Homeserver.Sync.Streams;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Tells an application service who types, who has read how far and who is there, where it concerns the service.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#pushing-ephemeral-data</remarks>
internal sealed class ServiceEphemera(
    IEventLog log, RoomViews views, ReceiptViews receipts, Typing typing, Presence presence, IMemberships memberships, TimeProvider clock)
{
    /// <summary>Writes the member <c>ephemeral</c>, where there is anything to tell.</summary>
    /// <param name="service">Whom it is told.</param>
    /// <param name="interest">What concerns it.</param>
    /// <param name="news">Keeps what is to be told later.</param>
    /// <param name="changes">What has changed.</param>
    /// <param name="after">Receipts up to here have been told.</param>
    /// <param name="upTo">Receipts up to here are told now.</param>
    /// <param name="body">A JSON object before its end.</param>
    /// <param name="cancel">Stops looking.</param>
    /// <returns>True when there was something.</returns>
    public async Task<bool> WriteAsync(
        AppService service, ServiceInterest interest, EphemeralNews news, EphemeralChanges changes,
        IReadOnlyList<long> after, IReadOnlyList<long> upTo, AnswerBuffer body, CancellationToken cancel)
    {
        var start = body.Length;
        body.Append(",\"ephemeral\":["u8);
        var list = new JsonList();
        var empty = body.Length;
        foreach (var room in changes.Typing)
        {
            if (await views.FindAsync(room, cancel) is { } view && await interest.CoversAsync(view, cancel))
            {
                list.Next(body);
                TypingStream.Write(typing.In(room).Users, room, body);
            }
        }

        var read = changes.HasMissedReceipts ? changes.Read.Union(await log.ReadAfterAsync(after, cancel)) : changes.Read;
        foreach (var room in read)
        {
            if (await views.FindAsync(room, cancel) is { } view && await interest.CoversAsync(view, cancel))
            {
                await WriteReceiptsAsync(service, view, after, upTo, news, list, body, cancel);
            }
        }

        foreach (var user in changes.Seen)
        {
            if (service.SpeaksFor(user) || await MeetsAsync(interest, user, cancel))
            {
                list.Next(body);
                WritePresence(user, body);
            }
        }

        if (body.Length == empty)
        {
            body.CutTo(start);
            return false;
        }

        body.Append("]"u8);
        return true;
    }

    private async Task WriteReceiptsAsync(
        AppService service, RoomView view, IReadOnlyList<long> after, IReadOnlyList<long> upTo, EphemeralNews news,
        JsonList list, AnswerBuffer body, CancellationToken cancel)
    {
        var all = await receipts.OfAsync(view.Id, cancel);
        if (all.Between(upTo[view.Shard], long.MaxValue).Count > 0)
        {
            news.PutBack([view.Id]);
        }

        var moved = all.Between(after[view.Shard], upTo[view.Shard])
            .Where(receipt => receipt.Type != Receipt.Private || service.SpeaksFor(receipt.User));
        foreach (var thread in moved.GroupBy(receipt => receipt.Thread, StringComparer.Ordinal))
        {
            list.Next(body);
            ReceiptsStream.Write(body, [.. thread], view.Id);
        }
    }

    private async Task<bool> MeetsAsync(ServiceInterest interest, UserId user, CancellationToken cancel)
    {
        foreach (var room in await memberships.OfAsync(user, cancel))
        {
            if (room.Membership == Membership.Join && await views.FindAsync(room.Room, cancel) is { } view && await interest.CoversAsync(view, cancel))
            {
                return true;
            }
        }

        return false;
    }

    private void WritePresence(UserId user, AnswerBuffer body)
    {
        body.Append("{\"type\":\"m.presence\",\"sender\":"u8);
        body.AppendText(user.ToString());
        body.Append(",\"content\":"u8);
        PresenceContent.Write(body, presence.Of(user), clock.GetUtcNow().ToUnixTimeMilliseconds());
        body.Append("}"u8);
    }
}
