using System.Text;
using System.Text.Json.Nodes;
using NSec.Cryptography;
using Vestnik.Protocol.Json;

namespace Vestnik.Server.Tests.Keys;

/// <summary>What devices do with keys, in words.</summary>
internal static class KeyWords
{
    public static Task<Answer> UploadsKeysAsync(this Person person, JsonObject body) =>
        person.PostAsync("/_matrix/client/v3/keys/upload", body.ToJsonString());

    public static async Task<JsonObject> PublishesDeviceAsync(this Person person)
    {
        var keys = new JsonObject
        {
            ["user_id"] = person.UserId,
            ["device_id"] = person.DeviceId,
            ["algorithms"] = new JsonArray("m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"),
            ["keys"] = new JsonObject { [$"curve25519:{person.DeviceId}"] = "curve", [$"ed25519:{person.DeviceId}"] = "ed" },
            ["signatures"] = new JsonObject { [person.UserId] = new JsonObject { [$"ed25519:{person.DeviceId}"] = "own" } },
        };
        (await person.UploadsKeysAsync(new JsonObject { ["device_keys"] = keys.DeepClone() })).Accepted();
        return keys;
    }

    /// <summary>One-time keys a, b, c…, in an upload of their own for each.</summary>
    public static async Task GivesAsync(this Person person, params string[] names)
    {
        foreach (var name in names)
        {
            (await person.UploadsKeysAsync(Box("one_time_keys", name))).Accepted();
        }
    }

    public static JsonObject Box(string member, string name, string content = "key") => new()
    {
        [member] = new JsonObject { [$"signed_curve25519:{name}"] = new JsonObject { ["key"] = $"{content} {name}" } },
    };

    /// <summary>The name of the key that is given for this device; null when there is none.</summary>
    public static async Task<string?> ClaimsAsync(this Person person, Person owner)
    {
        var body = new JsonObject
        {
            ["one_time_keys"] = new JsonObject { [owner.UserId] = new JsonObject { [owner.DeviceId] = "signed_curve25519" } },
        };
        var answer = (await person.PostAsync("/_matrix/client/v3/keys/claim", body.ToJsonString())).Accepted();
        return answer["one_time_keys"].TryGetProperty(owner.UserId, out var keys)
            ? keys.GetProperty(owner.DeviceId).EnumerateObject().Single().Name
            : null;
    }

    public static async Task<Answer> QueriesAsync(this Person person, params Person[] owners)
    {
        var wanted = new JsonObject();
        foreach (var owner in owners)
        {
            wanted[owner.UserId] = new JsonArray();
        }

        return (await person.PostAsync("/_matrix/client/v3/keys/query", new JsonObject { ["device_keys"] = wanted }.ToJsonString())).Accepted();
    }

    public static Task<Answer> UploadsCrossSigningAsync(this Person person, JsonObject body) =>
        person.PostAsync("/_matrix/client/v3/keys/device_signing/upload", body.ToJsonString());

    public static Task<Answer> UploadsSignaturesAsync(this Person person, Person owner, string key, JsonObject signed) => person.PostAsync(
        "/_matrix/client/v3/keys/signatures/upload",
        new JsonObject { [owner.UserId] = new JsonObject { [key] = signed.DeepClone() } }.ToJsonString());
}

/// <summary>A real Ed25519 key of a person or device.</summary>
internal sealed class SigningPair
{
    private readonly Key key = Key.Create(SignatureAlgorithm.Ed25519);

    public string Public => UnpaddedBase64.Encode(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    public JsonObject CrossSigning(Person owner, string usage) => new()
    {
        ["user_id"] = owner.UserId,
        ["usage"] = new JsonArray(usage),
        ["keys"] = new JsonObject { [$"ed25519:{Public}"] = Public },
    };

    /// <summary>The object with this key's signature beside those it has.</summary>
    public JsonObject Sign(JsonObject json, Person signer, string? keyId = null)
    {
        var covered = (JsonObject)json.DeepClone();
        covered.Remove("signatures");
        covered.Remove("unsigned");
        CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(covered.ToJsonString())).Accepted(out var bytes, out _).ShouldBeTrue();
        var signed = (JsonObject)json.DeepClone();
        signed["signatures"] ??= new JsonObject();
        signed["signatures"]![signer.UserId] ??= new JsonObject();
        signed["signatures"]![signer.UserId]![keyId ?? $"ed25519:{Public}"] =
            UnpaddedBase64.Encode(SignatureAlgorithm.Ed25519.Sign(key, bytes));
        return signed;
    }
}
