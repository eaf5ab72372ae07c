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

/// <summary><c>POST /_matrix/client/v3/keys/query</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keysquery</remarks>
public sealed class QueryKeys : IEndpoint
{
    private const int MostPeople = 5000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/keys/query", HandleAsync);

    private static async Task<IResult> HandleAsync(
        RawJson body, Requester requester, IDeviceKeyStore keys, HomeserverOptions options, CancellationToken cancel)
    {
        if (!StrictJson.Parse(body).Then(Read).Accepted(out var asked, out var refusal))
        {
            return refusal.ToResponse();
        }

        var here = asked.Keys.Where(user => user.Server == options.ServerName).ToList();
        var elsewhere = asked.Keys.Except(here).Select(user => user.Server.ToString()).Distinct(StringComparer.Ordinal);
        var found = await keys.FindAsync(here, requester.UserId, cancel);
        return new RawAnswer(KeyAnswer.Write(found, asked, elsewhere));
    }

    // Which devices of each person; none named means all.
    private static Outcome<Dictionary<UserId, HashSet<string>>> Read(JsonElement body)
    {
        if (!body.TryGetProperty("device_keys", out var people) || people.ValueKind != JsonValueKind.Object)
        {
            return MatrixError.BadJson("The request needs device_keys: an object from user ids to lists of device ids.");
        }

        var asked = new Dictionary<UserId, HashSet<string>>();
        foreach (var person in people.EnumerateObject())
        {
            if (!UserId.TryParse(person.Name, out var user))
            {
                return MatrixError.InvalidParam("A name in device_keys is not a user id.");
            }

            if (person.Value.ValueKind != JsonValueKind.Array
                || person.Value.EnumerateArray().Any(device => device.ValueKind != JsonValueKind.String))
            {
                return MatrixError.BadJson("Each user's devices are a list of device ids; an empty list means all.");
            }

            asked[user] = person.Value.EnumerateArray().Select(device => device.GetString()!).ToHashSet(StringComparer.Ordinal);
        }

        return asked.Count <= MostPeople
            ? asked
            : MatrixError.TooLarge($"Ask for the keys of at most {MostPeople} people at once.");
    }
}
