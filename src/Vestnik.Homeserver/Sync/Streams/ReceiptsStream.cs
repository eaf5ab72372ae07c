using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Streams;

/// <summary>Who has read how far.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mreceipt</remarks>
internal sealed class ReceiptsStream(ReceiptViews views)
{
    private const string Type = "m.receipt";

    /// <summary>Writes one event for each thread with news; what the device has nothing of is written whole.</summary>
    /// <returns>True when there was something.</returns>
    public async ValueTask<bool> WriteAsync(
        SyncWindow window, RoomView view, bool whole, AnswerBuffer output, JsonList events, CancellationToken cancel)
    {
        if (!window.Filter.Room.Ephemeral.MatchesType(Type))
        {
            return false;
        }

        var moved = await MovedAsync(window, view, whole ? 0 : window.After(view.Shard), cancel);
        foreach (var thread in moved.GroupBy(receipt => receipt.Thread, StringComparer.Ordinal))
        {
            events.Next(output);
            Write(output, [.. thread]);
        }

        return moved.Count > 0;
    }

    /// <summary>Writes what moved after a position of the room's shard as one event, whatever thread it is of.</summary>
    /// <returns>True when there was something.</returns>
    public async ValueTask<bool> WriteTogetherAsync(
        SyncWindow window, RoomView view, long after, Func<Receipt, bool> wanted, AnswerBuffer output, CancellationToken cancel)
    {
        var moved = (await MovedAsync(window, view, after, cancel)).Where(wanted).ToList();
        if (moved.Count > 0)
        {
            // One event has one place for each reader: the receipt for the whole room says more than that for a thread.
            Write(output, [.. moved.OrderBy(receipt => receipt.Thread is not null).DistinctBy(receipt => (receipt.Event, receipt.Type, receipt.User))]);
        }

        return moved.Count > 0;
    }

    private async ValueTask<List<Receipt>> MovedAsync(SyncWindow window, RoomView view, long after, CancellationToken cancel)
    {
        var receipts = await views.OfAsync(view.Id, cancel);
        var moved = receipts.Between(after, window.Until.At(view.Shard));
        moved.RemoveAll(receipt => (receipt.Type == Receipt.Private && receipt.User != window.User)
            || !window.Filter.Room.Ephemeral.MatchesSender(receipt.User));
        return moved;
    }

    /// <summary>Receipts as clients and application services read them.</summary>
    /// <param name="output">Gets a JSON object.</param>
    /// <param name="receipts">One of each reader, event and kind.</param>
    /// <param name="room">Set where the answer does not say the room elsewhere.</param>
    public static void Write(AnswerBuffer output, IReadOnlyList<Receipt> receipts, RoomId? room = null)
    {
        output.Append("{\"type\":\"m.receipt\""u8);
        if (room is { } place)
        {
            output.Append(",\"room_id\":"u8);
            output.AppendText(place.ToString());
        }

        output.Append(",\"content\":{"u8);
        var targets = new JsonList();
        foreach (var target in receipts.GroupBy(receipt => receipt.Event))
        {
            targets.Next(output);
            output.AppendText(target.Key.ToString());
            output.Append(":{"u8);
            var types = new JsonList();
            foreach (var type in target.GroupBy(receipt => receipt.Type, StringComparer.Ordinal))
            {
                types.Next(output);
                output.AppendText(type.Key);
                output.Append(":{"u8);
                var readers = new JsonList();
                foreach (var receipt in type)
                {
                    readers.Next(output);
                    Write(output, receipt);
                }

                output.Append("}"u8);
            }

            output.Append("}"u8);
        }

        output.Append("}}"u8);
    }

    private static void Write(AnswerBuffer output, Receipt receipt)
    {
        output.AppendText(receipt.User.ToString());
        output.Append(":{\"ts\":"u8);
        output.AppendNumber(receipt.ReadAt);
        if (receipt.Thread is { } thread)
        {
            output.Append(",\"thread_id\":"u8);
            output.AppendText(thread);
        }

        output.Append("}"u8);
    }
}
