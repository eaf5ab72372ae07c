using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Vestnik.Homeserver.Sync.Sliding;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Sync;

/// <summary>What a sliding sync request says in its query; clients of the proposal's own version say it in the body.</summary>
internal sealed record SlidingParameters(string? Position, string? Timeout, string? Presence);

/// <summary>Reads the body of a sliding sync request, in the form that clients send today and in that of the proposal.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (request body)</remarks>
internal sealed class SlidingBody
{
    private const int MostLists = 100;
    private const int MostSubscriptions = 1_000;
    private const int MostRanges = 100;
    private const int MostNames = 1_000;
    private const int LongestTimeline = 100;
    private const long FurthestPlace = 1_000_000;

    private readonly SlidingFields fields = new();
    private readonly SlidingStateFields state;

    private SlidingBody(UserId reader) => state = new SlidingStateFields(fields, reader);

    /// <returns>The request, or <c>M_BAD_JSON</c> for a wrong shape, <c>M_INVALID_PARAM</c> for a value that cannot be.</returns>
    public static Outcome<SlidingRequest> Read(JsonElement body, SlidingParameters parameters, Requester requester)
    {
        var reader = new SlidingBody(requester.UserId);
        var timeout = parameters.Timeout
            ?? reader.fields.Number(body, "timeout", long.MaxValue)?.ToString(CultureInfo.InvariantCulture);
        if (!Synchronise.TimeoutOf(timeout).Accepted(out var wait, out var refusal))
        {
            return refusal;
        }

        var position = parameters.Position ?? reader.fields.Text(body, "pos");
        reader.CheckPresence(parameters.Presence ?? reader.fields.Text(body, "set_presence"));
        var request = new SlidingRequest
        {
            User = requester.UserId,
            Device = requester.SyncedDevice,
            SessionId = requester.SessionId,
            ConnectionId = reader.fields.Text(body, "conn_id") ?? "",
            Position = position is { Length: > 0 } ? position : null,
            Timeout = wait,
            Lists = reader.Lists(body),
            Subscriptions = reader.Subscriptions(body),
            Extensions = reader.fields.Object(body, "extensions") is { } extensions ? reader.Extensions(extensions) : SlidingExtensions.None,
        };
        return reader.fields.Refusal is { } wrong ? wrong : request;
    }

    private void CheckPresence(string? presence)
    {
        if (presence is not (null or "online" or "offline" or "unavailable"))
        {
            fields.Invalid<int>("The set_presence of a sync is online, offline or unavailable.");
        }
    }

    private Dictionary<string, SlidingList> Lists(JsonElement body)
    {
        var lists = new Dictionary<string, SlidingList>(StringComparer.Ordinal);
        foreach (var member in fields.Members(body, "lists", MostLists))
        {
            if (member.Value.ValueKind != JsonValueKind.Object || member.Name.Length > SlidingFields.LongestText)
            {
                fields.Wrong<int>("lists", "an object of objects with short names");
                continue;
            }

            lists[member.Name] = new SlidingList
            {
                Config = Config(member.Value),
                Ranges = Ranges(member.Value),
                Filter = fields.Object(member.Value, "filters") is { } filters ? Filter(filters) : SlidingFilter.None,
            };
        }

        return lists;
    }

    private Dictionary<RoomId, RoomConfig> Subscriptions(JsonElement body)
    {
        var subscriptions = new Dictionary<RoomId, RoomConfig>();
        foreach (var member in fields.Members(body, "room_subscriptions", MostSubscriptions))
        {
            if (!RoomId.TryParse(member.Name, out var room) || member.Value.ValueKind != JsonValueKind.Object)
            {
                fields.Wrong<int>("room_subscriptions", "an object of objects by room ids");
                continue;
            }

            subscriptions[room] = Config(member.Value);
        }

        return subscriptions;
    }

    private RoomConfig Config(JsonElement of) => new()
    {
        TimelineLimit = (int)(fields.Number(of, "timeline_limit", LongestTimeline) ?? 0),
        States = [state.Read(of)],
    };

    private ImmutableArray<SlidingRange>? Ranges(JsonElement list)
    {
        if (fields.Elements(list, "range", MostRanges) is { } range)
        {
            return [Range(range)];
        }

        return fields.Elements(list, "ranges", MostRanges) is { } ranges
            ? [.. ranges.Select(element => Range(fields.AsElements(element, "ranges", MostRanges) ?? []))]
            : null;
    }

    private SlidingRange Range(IReadOnlyList<JsonElement> ends)
    {
        if (ends.Count != 2)
        {
            return fields.Wrong<SlidingRange>("ranges", "made of two numbers each");
        }

        var first = fields.AsNumber(ends[0], "ranges", FurthestPlace) ?? 0;
        var last = fields.AsNumber(ends[1], "ranges", FurthestPlace) ?? 0;
        return first <= last ? new SlidingRange(first, last) : fields.Invalid<SlidingRange>("A range of a list begins where it ends, or before.");
    }

    private SlidingFilter Filter(JsonElement filters) => new()
    {
        IsDirect = fields.Switch(filters, "is_dm"),
        IsEncrypted = fields.Switch(filters, "is_encrypted"),
        IsInvited = fields.Switch(filters, "is_invited") ?? fields.Switch(filters, "is_invite"),
        Spaces = fields.Texts(filters, "spaces", MostNames),
        RoomTypes = fields.Texts(filters, "room_types", MostNames),
        NotRoomTypes = fields.Texts(filters, "not_room_types", MostNames),
        Tags = fields.Texts(filters, "tags", MostNames),
        NotTags = fields.Texts(filters, "not_tags", MostNames),
    };

    private SlidingExtensions Extensions(JsonElement of)
    {
        var inbox = Wanted(of, "to_device");
        return new SlidingExtensions
        {
            ToDevice = inbox is not null,
            ToDeviceSince = inbox is { } asked && fields.Text(asked, "since") is { } since ? PlaceInInbox(since) : 0,
            ToDeviceLimit = (int)((inbox is { } limited ? fields.Number(limited, "limit", 1_000) : null) ?? 100),
            EndToEnd = Wanted(of, "e2ee") is not null,
            AccountData = Scope(of, "account_data"),
            Receipts = Scope(of, "receipts"),
            Typing = Scope(of, "typing"),
        };
    }

    private JsonElement? Wanted(JsonElement extensions, string name) =>
        fields.Object(extensions, name) is { } extension && fields.Switch(extension, "enabled") == true ? extension : null;

    private long PlaceInInbox(string since) => long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        ? place
        : fields.Invalid<long>("The since of the to_device extension was not given by this server.");

    private ExtensionScope? Scope(JsonElement extensions, string name) =>
        Wanted(extensions, name) is { } extension ? new ExtensionScope(Named(extension, "lists"), Named(extension, "rooms")) : null;

    private ImmutableHashSet<string>? Named(JsonElement extension, string name) =>
        fields.Texts(extension, name, MostNames) is { } names && !names.Contains("*") ? names : null;
}
