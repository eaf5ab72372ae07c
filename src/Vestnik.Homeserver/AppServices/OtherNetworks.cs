using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vestnik.Homeserver.AppServices;

/// <summary>People and places of other networks, as the application services know them that join this server to those.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#third-party-networks</remarks>
public sealed class OtherNetworks(RegisteredServices services, IServiceLink link, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // What a network looks like hardly ever changes.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Service, string Protocol), (JsonObject Description, long At)> known = new();

    /// <summary>Every network that somebody joins this server to, by its name.</summary>
    public async Task<JsonObject> DescribeAllAsync(CancellationToken cancel)
    {
        var all = new JsonObject();
        foreach (var protocol in services.All.SelectMany(service => service.Protocols).Distinct(StringComparer.Ordinal))
        {
            if (await DescribeAsync(protocol, cancel) is { } description)
            {
                all[protocol] = description;
            }
        }

        return all;
    }

    /// <summary>One network with the instances of all who join this server to it; null when nobody does.</summary>
    public async Task<JsonObject?> DescribeAsync(string protocol, CancellationToken cancel)
    {
        var described = await Task.WhenAll(Bridging(protocol).Select(service => DescribeAsync(service, protocol, cancel)));
        JsonObject? whole = null;
        foreach (var description in described.OfType<JsonObject>())
        {
            if (whole is null)
            {
                whole = description;
                continue;
            }

            foreach (var instance in description["instances"]!.AsArray())
            {
                whole["instances"]!.AsArray().Add(instance!.DeepClone());
            }
        }

        return whole;
    }

    /// <summary>People or places of a network; null when nobody joins this server to it.</summary>
    /// <param name="kind">What is looked for.</param>
    /// <param name="protocol">The network.</param>
    /// <param name="query">What is known of them, as a query without its question mark.</param>
    /// <param name="cancel">Stops asking.</param>
    public async Task<JsonArray?> FindAsync(NetworkEntry kind, string protocol, string query, CancellationToken cancel)
    {
        var bridging = Bridging(protocol);
        return bridging.Count == 0 ? null : await AskAllAsync(bridging, kind, $"/{Uri.EscapeDataString(protocol)}", query, cancel);
    }

    /// <summary>What a user id or an alias of this network is in the others.</summary>
    public Task<JsonArray> TranslateAsync(NetworkEntry kind, string query, CancellationToken cancel) =>
        AskAllAsync([.. services.All.Where(service => service is { Url: not null, Protocols.Count: > 0 })], kind, "", query, cancel);

    private async Task<JsonArray> AskAllAsync(
        IReadOnlyList<AppService> asked, NetworkEntry kind, string rest, string query, CancellationToken cancel)
    {
        var path = $"thirdparty/{(kind == NetworkEntry.Person ? "user" : "location")}{rest}{(query.Length > 0 ? $"?{query}" : "")}";
        var all = new JsonArray();
        foreach (var answer in await Task.WhenAll(asked.Select(service => AskAsync(service, path, cancel))))
        {
            foreach (var entry in (answer as JsonArray ?? []).Where(entry => IsEntry(entry, kind)))
            {
                all.Add(entry!.DeepClone());
            }
        }

        return all;
    }

    private static bool IsEntry(JsonNode? node, NetworkEntry kind) =>
        node is JsonObject entry
        && entry[kind == NetworkEntry.Person ? "userid" : "alias"]?.GetValueKind() == JsonValueKind.String
        && entry["protocol"]?.GetValueKind() == JsonValueKind.String
        && entry["fields"] is JsonObject;

    private async Task<JsonObject?> DescribeAsync(AppService service, string protocol, CancellationToken cancel)
    {
        var now = clock.GetTimestamp();
        if (known.TryGetValue((service.Id, protocol), out var kept) && clock.GetElapsedTime(kept.At, now) < Remembered)
        {
            return (JsonObject)kept.Description.DeepClone();
        }

        if (await AskAsync(service, $"thirdparty/protocol/{Uri.EscapeDataString(protocol)}", cancel) is not JsonObject description)
        {
            return null;
        }

        // A network's list of rooms is asked for by the service and the network together.
        var instances = new JsonArray();
        foreach (var instance in (description["instances"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var named = (JsonObject)instance.DeepClone();
            if (named["network_id"] is JsonValue value && value.TryGetValue(out string? network))
            {
                named["instance_id"] = NetworkName.Of(service, network);
            }

            instances.Add(named);
        }

        description["instances"] = instances;
        known[(service.Id, protocol)] = (description, now);
        return (JsonObject)description.DeepClone();
    }

    private async Task<JsonNode?> AskAsync(AppService service, string path, CancellationToken cancel)
    {
        var answer = await link.AskAsync(
            service,
            new() { Method = "GET", Path = $"/_matrix/app/v1/{path}", OldPath = $"/_matrix/app/unstable/{path}", Patience = Patience },
            cancel);
        if (!answer.IsSuccess)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(answer.Body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private List<AppService> Bridging(string protocol) =>
        [.. services.All.Where(service => service.Url is not null && service.Protocols.Contains(protocol, StringComparer.Ordinal))];
}

public enum NetworkEntry
{
    Person,
    Place,
}
