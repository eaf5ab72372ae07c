using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Keys;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Keys;

/// <summary><c>POST /_matrix/client/v3/keys/claim</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysclaim</remarks>
public sealed class ClaimKeys : IEndpoint
{
    private const int MostClaims = 10_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/keys/claim", HandleAsync);

    private static async Task<IResult> HandleAsync(RawJson body, Requester requester, IDeviceKeyStore keys, HomeserverOptions options)
    {
        _ = requester;
        if (!StrictJson.Parse(body).Then(Read).Accepted(out var wanted, out var refusal))
        {
            return refusal.ToResponse();
        }

        // Each person's keys are given out in a transaction of their shard; the shards work at the same time.
        var given = await Task.WhenAll(wanted
            .Where(person => person.Key.Server == options.ServerName)
            .Select(async person => (Owner: person.Key, Keys: await keys.ClaimAsync(person.Key, person.Value))));
        var elsewhere = wanted.Keys
            .Where(user => user.Server != options.ServerName)
            .Select(user => user.Server.ToString())
            .Distinct(StringComparer.Ordinal);
        return new RawAnswer(Write(given, elsewhere));
    }

    private static Outcome<Dictionary<UserId, List<KeyClaim>>> Read(JsonElement body)
    {
        if (!body.TryGetProperty("one_time_keys", out var people) || people.ValueKind != JsonValueKind.Object)
        {
            return MatrixError.BadJson("The request needs one_time_keys: an object by user id and device id.");
        }

        var wanted = new Dictionary<UserId, List<KeyClaim>>();
        foreach (var person in people.EnumerateObject())
        {
            if (!UserId.TryParse(person.Name, out var user) || person.Value.ValueKind != JsonValueKind.Object)
            {
                return MatrixError.InvalidParam("The claims are an object by user id and device id.");
            }

            var claims = wanted[user] = [];
            foreach (var device in person.Value.EnumerateObject())
            {
                if (device.Value.ValueKind != JsonValueKind.String)
                {
                    return MatrixError.BadJson("Name one algorithm for each device.");
                }

                if (DeviceId.TryParse(device.Name, out var id))
                {
                    claims.Add(new KeyClaim(id, device.Value.GetString()!));
                }
            }
        }

        return wanted.Values.Sum(claims => claims.Count) <= MostClaims
            ? wanted
            : MatrixError.TooLarge($"Claim at most {MostClaims} keys at once.");
    }

    private static ReadOnlyMemory<byte> Write(IEnumerable<(UserId Owner, IReadOnlyList<ClaimedKey> Keys)> given, IEnumerable<string> elsewhere)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteStartObject("one_time_keys"u8);
        foreach (var (owner, keys) in given)
        {
            if (keys.Count == 0)
            {
                continue;
            }

            json.WriteStartObject(owner.ToString());
            foreach (var (device, key) in keys)
            {
                json.WriteStartObject(device.ToString());
                json.WritePropertyName(key.Name);
                json.WriteRawValue(key.Json, skipInputValidation: true);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        KeyAnswer.WriteFailures(json, elsewhere);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
