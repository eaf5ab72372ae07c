using Vestnik.Homeserver.Devices;

namespace Vestnik.Homeserver.Sync.Streams;

/// <summary>Messages for one device, in the order in which they came.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#extensions-to-sync</remarks>
internal sealed class ToDeviceStream(ToDeviceInbox inbox)
{
    private const int MostInOneAnswer = 100;

    /// <summary>Whoever shows a token has what it covers.</summary>
    public ValueTask AcknowledgeAsync(SyncRequest request, SyncToken since, CancellationToken cancel) =>
        inbox.AcknowledgeAsync(request.User, request.Device, since.ToDevice, cancel);

    /// <returns>The position up to which the device then has its messages, and whether there were any.</returns>
    public async ValueTask<(long UpTo, bool Any)> WriteAsync(
        SyncWindow window, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        var after = window.Since?.ToDevice ?? 0;
        var until = window.Until.At(window.Feed.Shard);
        var page = await inbox.PageAsync(window.User, window.Request.Device, after, until, MostInOneAnswer, cancel);
        if (page.Count == 0)
        {
            return (until, false);
        }

        members.Next(output);
        output.Append("\"to_device\":{\"events\":["u8);
        var events = new JsonList();
        foreach (var item in page)
        {
            events.Next(output);
            output.Append(item.Event.Span);
        }

        output.Append("]}"u8);
        return (page.Count < MostInOneAnswer ? until : page[^1].Position, true);
    }
}
