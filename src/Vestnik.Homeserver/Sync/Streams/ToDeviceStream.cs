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
        var start = output.Length;
        var isFirst = members.IsEmpty;
        members.Next(output);
        output.Append("\"to_device\":{\"events\":["u8);
        var written = await WriteEventsAsync(window, window.Since?.ToDevice ?? 0, MostInOneAnswer, output, cancel);
        output.Append("]}"u8);
        if (!written.Any)
        {
            output.CutTo(start);
            members.Untaken(isFirst);
        }

        return written;
    }

    /// <summary>Whoever shows a position of the user's shard has what is up to it.</summary>
    public ValueTask AcknowledgeAsync(SyncRequest request, long position, CancellationToken cancel) =>
        inbox.AcknowledgeAsync(request.User, request.Device, position, cancel);

    /// <summary>Writes the messages after a position of the user's shard, with commas between them.</summary>
    /// <returns>The position up to which the device then has its messages, and whether there were any.</returns>
    public async ValueTask<(long UpTo, bool Any)> WriteEventsAsync(
        SyncWindow window, long after, int limit, AnswerBuffer output, CancellationToken cancel)
    {
        var most = Math.Clamp(limit, 1, MostInOneAnswer);
        var until = window.Until.At(window.Feed.Shard);
        var page = await inbox.PageAsync(window.User, window.Request.Device, after, until, most, cancel);
        var events = new JsonList();
        foreach (var item in page)
        {
            events.Next(output);
            output.Append(item.Event.Span);
        }

        return (page.Count < most ? until : page[^1].Position, page.Count > 0);
    }
}
