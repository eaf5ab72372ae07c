using System.Text;
using System.Text.Json;
using Shouldly;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.Signing;
using Xunit;

namespace Vestnik.Protocol.Tests.Signing;

/// <summary>Vectors: https://spec.matrix.org/v1.19/appendices/#cryptographic-test-vectors</summary>
public sealed class AppendixVectorTests : IDisposable
{
    private readonly JsonElement vectors = Vectors.Read("signing.json");
    private readonly SigningKey key;

    public AppendixVectorTests() => key = SigningKey.Import(
        ServerName.Parse(vectors.GetProperty("server").GetString()!),
        vectors.GetProperty("keyId").GetString()!,
        UnpaddedBase64.Decode(vectors.GetProperty("seed").GetString()!));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Json_is_signed_as_the_appendix_says(int index)
    {
        var (input, expected) = Vector("json", index);

        var signed = JsonSignature.Sign(input, key).Must();

        signed.ShouldBe(expected);
        JsonSignature.Verify(signed, "domain", "ed25519:1", key.PublicKey).ShouldBeTrue();
        JsonSignature.Verify(input, "domain", "ed25519:1", key.PublicKey).ShouldBeFalse();
        JsonSignature.Verify(signed, "other", "ed25519:1", key.PublicKey).ShouldBeFalse();
        JsonSignature.Verify(signed, "domain", "ed25519:2", key.PublicKey).ShouldBeFalse();
    }

    [Fact]
    public void A_minimal_event_is_signed_as_the_appendix_says()
    {
        var pdu = Pdu.Parse(Vector("events", 0).Signed, RoomVersion.V4).Must();

        EventSignature.ContentHashHolds(pdu).ShouldBeTrue();
        EventSignature.Verify(pdu, key.Server, key.Id, key.PublicKey, RoomVersion.V4).ShouldBeTrue();
        var again = CanonicalJson.Canonicalize(EventSignature.Sign(pdu, key, RoomVersion.V4).Span).Must();
        again.ShouldBe(pdu.Json.ToArray());
    }

    /// <summary>The appendix leaves out depth and the graph, so this is no event of any room version: its bytes are signed here.</summary>
    [Fact]
    public void An_event_with_redactable_content_is_signed_as_the_appendix_says()
    {
        var expected = Vector("events", 1).Signed;
        var signatures = CanonicalMembers.Find(expected, "signatures"u8);
        var hash = new byte[32];
        EventHash.Content(expected, hash);
        using var redacted = new ByteSink(512);
        RedactedForm.Append(expected, EventType.Message, RoomVersion.V1.Redaction, signatures: false, redacted);

        Encoding.UTF8.GetString(CanonicalMembers.Find(expected, "hashes"u8)).ShouldBe($$"""{"sha256":"{{UnpaddedBase64.Encode(hash)}}"}""");
        Encoding.UTF8.GetString(signatures).ShouldBe($$"""{"domain":{"ed25519:1":"{{UnpaddedBase64.Encode(key.Sign(redacted.Written))}}"} }""".Replace(" ", ""));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"signatures":1}""")]
    [InlineData("""{"signatures":{"a":1}}""")]
    [InlineData("""{"a":1.5}""")]
    public void What_is_not_a_signable_object_is_refused(string json) =>
        JsonSignature.Sign(Encoding.UTF8.GetBytes(json), key).MustRefuse().ShouldBe("M_BAD_JSON");

    [Theory]
    [InlineData("""{"signatures":{"domain":{"ed25519:1":"AAAA"}}}""")]
    [InlineData("""{"signatures":{"domain":{"ed25519:1":1}}}""")]
    [InlineData("""{"signatures":{"domain":[]}}""")]
    [InlineData("""{"signatures":[]}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{""")]
    public void What_carries_no_sound_signature_does_not_verify(string json) =>
        JsonSignature.Verify(Encoding.UTF8.GetBytes(json), "domain", "ed25519:1", key.PublicKey).ShouldBeFalse();

    [Fact]
    public void What_others_add_outside_of_the_signature_does_not_break_it()
    {
        var signed = Encoding.UTF8.GetString(JsonSignature.Sign("""{"one":1,"unsigned":{"age":1}}"""u8, key).Must());
        JsonSignature.Verify(Encoding.UTF8.GetBytes(signed.Replace("\"age\":1", "\"age\":2")), "domain", "ed25519:1", key.PublicKey).ShouldBeTrue();
        JsonSignature.Verify(Encoding.UTF8.GetBytes(signed.Replace("\"one\":1", "\"one\":2")), "domain", "ed25519:1", key.PublicKey).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Zg", 1)]
    [InlineData("Zg==", 1)]
    [InlineData("Zm8", 2)]
    [InlineData("Zm9v", 3)]
    [InlineData("Z", -1)]
    [InlineData("Zg=", 1)]
    [InlineData("Zg===", -1)]
    [InlineData("Z g", -1)]
    [InlineData("Z_-v", -1)]
    public void Base64_is_read_with_and_without_padding(string text, int length) =>
        (UnpaddedBase64.Decode(text)?.Length ?? -1).ShouldBe(length);

    public void Dispose() => key.Dispose();

    private (byte[] Input, byte[] Signed) Vector(string kind, int index)
    {
        var vector = vectors.GetProperty(kind)[index];
        return (Bytes(vector.GetProperty("input")), Bytes(vector.GetProperty("signed")));

        static byte[] Bytes(JsonElement json) => CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json.GetRawText())).Must();
    }
}
