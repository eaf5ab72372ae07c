using Vestnik.Homeserver.Sync.Streams;

namespace Vestnik.Homeserver.Sync;

/// <summary>One answer as the sum of the streams.</summary>
internal sealed class SyncAnswers(
    RoomSections rooms, AccountDataStream accountData, ToDeviceStream toDevice, DeviceListsStream deviceLists, PresenceStream presence)
{
    /// <summary>What the device shows to have may be forgotten.</summary>
    public ValueTask AcknowledgeAsync(SyncRequest request, SyncToken since, CancellationToken cancel) =>
        toDevice.AcknowledgeAsync(request, since, cancel);

    /// <returns>True when there is news; the answer is complete in either case.</returns>
    public async ValueTask<bool> WriteAsync(SyncWindow window, AnswerBuffer output, CancellationToken cancel)
    {
        var members = new JsonList();
        output.Append("{"u8);
        var account = await accountData.ReadAsync(window, cancel);
        var any = AccountDataStream.WriteAccount(window, account, output, members);
        any |= await rooms.WriteAsync(window, account, output, members, cancel);
        any |= await deviceLists.WriteAsync(window, output, members, cancel);
        any |= await presence.WriteAsync(window, output, members, cancel);
        var (upTo, delivered) = await toDevice.WriteAsync(window, output, members, cancel);
        any |= delivered;
        any |= window.Since is { } since && window.Feed.HasDeviceNews(window.Request.Device, since.At(window.Feed.Shard));
        await deviceLists.WriteCountsAsync(window, output, members, cancel);
        members.Next(output);
        output.Append("\"next_batch\":"u8);
        output.AppendText(window.Until.With(upTo).ToString());
        output.Append("}"u8);
        return any;
    }
}
