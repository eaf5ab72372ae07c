using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Homeserver.Rooms;

/// <summary>The content of <c>m.room.member</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroommember</remarks>
public sealed record MemberContents
{
    public required Membership Membership { get; init; }

    public string? DisplayName { get; init; }

    public string? AvatarUrl { get; init; }

    public string? Reason { get; init; }

    /// <summary>For an invite to a conversation of two.</summary>
    public bool IsDirect { get; init; }

    /// <summary>For a restricted join: the member who vouches.</summary>
    public UserId? AuthorisedVia { get; init; }

    /// <summary>The canonical object.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            Write(json, "avatar_url", AvatarUrl);
            Write(json, "displayname", DisplayName);
            if (IsDirect)
            {
                json.WriteBoolean("is_direct"u8, value: true);
            }

            Write(json, "join_authorised_via_users_server", AuthorisedVia?.ToString());
            json.WriteString("membership"u8, Membership.Spelled());
            Write(json, "reason", Reason);
            json.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(output.WrittenSpan).Match(
            bytes => bytes, error => throw new InvalidOperationException($"A membership could not be spelled: {error.Message}"));
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
