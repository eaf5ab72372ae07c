using System.Globalization;
using Vestnik.Homeserver.Sync.Streams;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>The <c>extensions</c> of an answer: what is not of a room's timeline and state.</summary>
/// <remarks>
/// Source: https://github.com/matrix-org/matrix-spec-proposals/pull/3885 (to_device), https://github.com/matrix-org/matrix-spec-proposals/pull/3884 (e2ee)
/// </remarks>
internal sealed class ExtensionResults(
    ToDeviceStream toDevice, DeviceListsStream deviceLists, Company company, RoomExtensions rooms)
{
    /// <returns>Whether there is news, and what the device has with this answer.</returns>
    public async ValueTask<(bool Any, SlidingState Has)> WriteAsync(
        SlidingWindow window, IReadOnlyCollection<RoomInSight> inSight, SlidingState has, AnswerBuffer output, CancellationToken cancel)
    {
        var any = false;
        var members = new JsonList();
        output.Append("\"extensions\":{"u8);
        if (window.Request.Extensions.ToDevice)
        {
            any |= await WriteToDeviceAsync(window, output, members, cancel);
        }

        if (window.Request.Extensions.EndToEnd)
        {
            (var news, has) = await WriteEndToEndAsync(window, has, output, members, cancel);
            any |= news;
        }

        (var ofRooms, has) = await rooms.WriteAsync(window, inSight, has, output, members, cancel);
        output.Append("}"u8);
        return (any | ofRooms, has);
    }

    // Showing a position of the inbox says that what is before it has arrived; a position from another life of the database says nothing.
    private async ValueTask<bool> WriteToDeviceAsync(SlidingWindow window, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        var extensions = window.Request.Extensions;
        var since = extensions.ToDeviceSince <= window.Sync.Until.At(window.Sync.Feed.Shard) ? extensions.ToDeviceSince : 0;
        await toDevice.AcknowledgeAsync(window.Sync.Request, since, cancel);
        members.Next(output);
        output.Append("\"to_device\":{\"events\":["u8);
        var (upTo, any) = await toDevice.WriteEventsAsync(window.Sync, since, extensions.ToDeviceLimit, output, cancel);
        output.Append("],\"next_batch\":"u8);
        output.AppendText(upTo.ToString(CultureInfo.InvariantCulture));
        output.Append("}"u8);
        return any;
    }

    private async ValueTask<(bool Any, SlidingState Has)> WriteEndToEndAsync(
        SlidingWindow window, SlidingState has, AnswerBuffer output, JsonList members, CancellationToken cancel)
    {
        var any = has.DeviceLists is null
            || (window.Before is { } before && window.Sync.Feed.HasDeviceNews(window.Request.Device, before.Token.At(window.Sync.Feed.Shard)));
        var own = window.Sync with { Since = has.DeviceLists };
        if (own.Since is not null)
        {
            await company.TellAsync(window, own, cancel);
        }

        members.Next(output);
        output.Append("\"e2ee\":{"u8);
        var parts = new JsonList();
        any |= await deviceLists.WriteAsync(own, output, parts, cancel);
        await deviceLists.WriteCountsAsync(own, output, parts, cancel);
        output.Append("}"u8);
        return (any, has with { DeviceLists = window.Sync.Until });
    }
}
