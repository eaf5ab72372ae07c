using System.Buffers;
using System.Text.Json;
using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Keys;

/// <summary>Writes people's keys with the signatures that the asker may see.</summary>
internal static class KeyAnswer
{
    /// <param name="people">Whose keys were found.</param>
    /// <param name="asked">Which devices of each person; none named means all.</param>
    /// <param name="elsewhere">Servers whose people were asked for too.</param>
    public static ReadOnlyMemory<byte> Write(
        IReadOnlyList<PersonKeys> people, Dictionary<UserId, HashSet<string>> asked, IEnumerable<string> elsewhere)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteStartObject("device_keys"u8);
        foreach (var person in people)
        {
            WriteDevices(json, person, asked[person.User]);
        }

        json.WriteEndObject();
        WriteCrossSigning(json, "master_keys"u8, people, keys => keys.Master);
        WriteCrossSigning(json, "self_signing_keys"u8, people, keys => keys.SelfSigning);
        WriteCrossSigning(json, "user_signing_keys"u8, people, keys => keys.UserSigning);
        WriteFailures(json, elsewhere);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <summary>Servers that could not be asked, because this one speaks with no other.</summary>
    public static void WriteFailures(Utf8JsonWriter json, IEnumerable<string> elsewhere)
    {
        json.WriteStartObject("failures"u8);
        foreach (var server in elsewhere)
        {
            json.WriteStartObject(server);
            json.WriteString("errcode"u8, "M_UNKNOWN"u8);
            json.WriteString("error"u8, "This server does not speak with other servers yet."u8);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteDevices(Utf8JsonWriter json, PersonKeys person, HashSet<string> wanted)
    {
        json.WriteStartObject(person.User.ToString());
        foreach (var device in person.Devices)
        {
            var id = device.Device.ToString();
            if (wanted.Count == 0 || wanted.Contains(id))
            {
                json.WritePropertyName(id);
                WriteSigned(json, device.Keys, SignaturesOf(person, id), device);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteCrossSigning(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<PersonKeys> people, Func<CrossSigningKeys, CrossSigningKey?> choose)
    {
        json.WriteStartObject(name);
        foreach (var person in people)
        {
            if (choose(person.CrossSigning) is { } key)
            {
                json.WritePropertyName(person.User.ToString());
                WriteSigned(json, key.Json, SignaturesOf(person, key.PublicKey), device: null);
            }
        }

        json.WriteEndObject();
    }

    private static List<KeySignature> SignaturesOf(PersonKeys person, string signedKey) =>
        [.. person.Signatures.Where(signature => signature.SignedKey == signedKey)];

    private static void WriteSigned(Utf8JsonWriter json, byte[] key, List<KeySignature> added, DeviceWithKeys? device)
    {
        if (added.Count == 0 && device is null)
        {
            json.WriteRawValue(key, skipInputValidation: true);
            return;
        }

        using var stored = JsonDocument.Parse(key);
        json.WriteStartObject();
        foreach (var member in stored.RootElement.EnumerateObject().Where(member => added.Count == 0 || !member.NameEquals("signatures"u8)))
        {
            member.WriteTo(json);
        }

        if (added.Count > 0)
        {
            WriteSignatures(json, stored.RootElement, added);
        }

        if (device is not null)
        {
            WriteUnsigned(json, device);
        }

        json.WriteEndObject();
    }

    private static void WriteSignatures(Utf8JsonWriter json, JsonElement stored, List<KeySignature> added)
    {
        var all = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        if (stored.TryGetProperty("signatures", out var known))
        {
            foreach (var signer in known.EnumerateObject())
            {
                all[signer.Name] = signer.Value.EnumerateObject()
                    .ToDictionary(made => made.Name, made => made.Value.GetString()!, StringComparer.Ordinal);
            }
        }

        foreach (var signature in added)
        {
            var signer = signature.Signer.ToString();
            if (!all.TryGetValue(signer, out var made))
            {
                all.Add(signer, made = new Dictionary<string, string>(StringComparer.Ordinal));
            }

            made[signature.SignerKey] = signature.Signature;
        }

        json.WriteStartObject("signatures"u8);
        foreach (var (signer, made) in all)
        {
            json.WriteStartObject(signer);
            foreach (var (key, signature) in made)
            {
                json.WriteString(key, signature);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteUnsigned(Utf8JsonWriter json, DeviceWithKeys device)
    {
        json.WriteStartObject("unsigned"u8);
        if (device.DisplayName is { } name)
        {
            json.WriteString("device_display_name"u8, name);
        }

        json.WriteEndObject();
    }
}
