using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Vestnik.Server.Tests;

/// <summary>Makes requests for one endpoint, from nearly right to nonsense; the same ones for the same seed.</summary>
public sealed partial class OddRequests(int seed, string method, string pattern, Person anna, Person eve)
{
    private static readonly string[] Names =
    [
        "auth", "type", "session", "identifier", "user", "username", "password", "new_password", "device_id", "devices", "display_name",
        "initial_device_display_name", "refresh_token", "logout_devices", "erase", "displayname", "avatar_url", "user_id", "reason", "room_id",
        "room_alias_name", "room_version", "preset", "visibility", "name", "topic", "invite", "invite_3pid", "initial_state",
        "power_level_content_override", "creation_content", "is_direct", "msgtype", "body", "event_id", "membership", "users", "content", "state_key",
        "device_keys", "one_time_keys", "fallback_keys", "messages", "timeout", "typing", "m.fully_read", "m.read", "thread_id", "algorithm", "auth_data",
        "rooms", "sessions", "first_message_index", "is_verified", "session_data", "master_key", "self_signing_key", "user_signing_key", "keys",
        "signatures", "usage", "algorithms", "search_term", "limit", "filter", "room", "timeline", "types", "actions", "conditions", "pattern", "enabled",
        "kind", "order", "tags", "aliases", "alias", "servers", "nonce", "mac", "admin", "txn_id", "via",
        "is_administrator", "is_locked", "uses_allowed", "expires_at", "expiry_time", "purge", "block", "quarantined", "displayname", "deactivated",
        "new_version", "additional_creators", "generic_search_term", "room_types", "since", "m.relates_to", "rel_type", "replacement_room",
        "delay_ms", "action", "search_categories", "room_events", "order_by", "groupings", "group_by", "event_context", "io.vestnik.disappears", "lifetime", "max_lifetime",
    ];

    private static readonly string[] Queries =
    [
        "since=s1_AAAA", "search=%25%00%5C", "from=5", "before_ts=-1", "size_gt=much", "since=%00", "from=x", "from=s1_", "to=!", "dir=b", "dir=f", "dir=sideways", "limit=-1", "limit=0", "limit=99999999999999",
        "limit=ten", "filter=%7B", "filter=%7B%7D", "filter=1", "timeout=-1", "timeout=soon", "full_state=maybe", "at=then", "membership=join",
        "not_membership=x", "format=event", "kind=guest", "kind=robot", "username=%F0%9F%98%80", "version=1", "version=", "access_token=vsa_x",
        "user_id=%40someone:elsewhere.example", "set_presence=asleep", "use_state_after=true", "server_name=elsewhere.example", "via=a&via=b",
        "recurse=true", "recurse=deep", "from=t99999999999999", "include=participated", "ts=0", "ts=soon", "max_depth=2", "max_depth=-1",
        "suggested_only=true", "from=h_1_50", "from=h_99999999999_50", "since=p-1", "since=p2", "server=elsewhere.example", "archived=true",
        "org.matrix.msc4140.delay=5", "org.matrix.msc4140.delay=-5", "org.matrix.msc4140.parent_delay_id=x",
    ];

    private readonly Random random = new(seed);

    /// <summary>The path with every parameter filled in harmlessly.</summary>
    public static string Plain(string pattern) => Parameter().Replace(pattern, _ => "x");

    public OddRequest Next()
    {
        var path = Parameter().Replace(pattern, parameter => Uri.EscapeDataString(Value(parameter.Value)));
        if (random.Next(3) == 0)
        {
            path += $"?{Pick(Queries)}&{Pick(Queries)}";
        }

        return new OddRequest
        {
            Method = method,
            Pattern = pattern,
            Path = path,
            AccessToken = random.Next(8) switch { 0 => eve.AccessToken, 1 => null, 2 => "vsa_made-up", _ => anna.AccessToken },
            Body = method is "GET" or "HEAD" ? null : Body(),
            ContentType = random.Next(6) switch { 0 => "text/plain", 1 => null, _ => "application/json" },
        };
    }

    private string Value(string parameter)
    {
        var proper = parameter switch
        {
            "{userId}" => anna.UserId,
            "{roomId}" or "{roomIdOrAlias}" => "!nowhere:town.example",
            "{roomAlias}" => "#nowhere:town.example",
            "{eventId}" => "$nothing",
            "{deviceId}" => anna.DeviceId,
            "{eventType}" => "m.room.message",
            "{keyName}" => "displayname",
            "{serverName}" => "town.example",
            "{token}" => "LetMeIn",
            "{receiptType}" => "m.read",
            "{kind}" => "override",
            _ => "1",
        };
        return random.Next(10) switch
        {
            < 5 => proper,
            5 => eve.UserId,
            6 => "@someone:elsewhere.example",
            7 => new string('y', random.Next(200, 2000)),
            8 => Pick(["!", "@", "#", "$", "%", ":", "а", "😀", "a b", "\u0001", "../..", "{}", "'; DROP TABLE accounts"]),
            _ => Pick(["!room:elsewhere.example", "#alias:elsewhere.example", "$abc:elsewhere.example", "-1", "9223372036854775808", "null"]),
        };
    }

    private byte[] Body() => random.Next(12) switch
    {
        0 => [],
        1 => "{"u8.ToArray(),
        2 => "[]"u8.ToArray(),
        3 => "null"u8.ToArray(),
        4 => "{\"a\": \"\\ud800\"}"u8.ToArray(),
        5 => [(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}'],
        6 => Encoding.UTF8.GetBytes(new string('[', 3000)),
        7 when random.Next(4) == 0 => Encoding.UTF8.GetBytes($$"""{"body": "{{new string('x', 5_000_000)}}"}"""),
        _ => Encoding.UTF8.GetBytes(Object(depth: 3).ToJsonString()),
    };

    private JsonObject Object(int depth)
    {
        var made = new JsonObject();
        for (var i = random.Next(7); i > 0; i--)
        {
            made[random.Next(10) == 0 ? Value("{userId}") : Pick(Names)] = Node(depth - 1);
        }

        return made;
    }

    private JsonNode? Node(int depth) => random.Next(depth > 0 ? 12 : 8) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(),
        3 => -1,
        4 => 0.5,
        5 => Value("{userId}"),
        6 => Pick(["", "m.login.dummy", "m.login.password", "m.room.member", "join", "public", "11", "m.megolm.v1.aes-sha2", "signed_curve25519:AAAA", "x"]),
        7 => "\u0000\u202E😀",
        8 or 9 => new JsonArray(Node(depth - 1), Node(depth - 1)),
        _ => Object(depth),
    };

    private string Pick(string[] from) => from[random.Next(from.Length)];

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}

public sealed record OddRequest
{
    public required string Method { get; init; }

    public required string Pattern { get; init; }

    public required string Path { get; init; }

    public required string? AccessToken { get; init; }

    public required byte[]? Body { get; init; }

    public required string? ContentType { get; init; }

    /// <summary>The body as a report shows it.</summary>
    public string Shown => Body is null ? "no body" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 400)));

    public HttpRequestMessage ToMessage()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Path);
        if (AccessToken is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        }

        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            request.Content.Headers.ContentType = ContentType is null ? null : new MediaTypeHeaderValue(ContentType);
        }

        return request;
    }
}
