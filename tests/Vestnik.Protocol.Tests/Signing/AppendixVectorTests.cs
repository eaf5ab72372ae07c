using System.Text;
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
    private readonly SigningKey key = SigningKey.Import(
        ServerName.Parse("domain"), "ed25519:1", UnpaddedBase64.Decode("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"));

    [Theory]
    [InlineData(
        "{}",
        """{"signatures":{"domain":{"ed25519:1":"K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ"}}}""")]
    [InlineData(
        """{"one":1,"two":"Two"}""",
        """{"one":1,"signatures":{"domain":{"ed25519:1":"KqmLSbO39/Bzb0QIYE82zqLwsA+PDzYIpIRA2sRQ4sL53+sN6/fpNSoqE7BP7vBZhG6kYdD13EIMJpvhJI+6Bw"}},"two":"Two"}""")]
    public void Json_is_signed_as_the_appendix_says(string json, string signed)
    {
        var bytes = JsonSignature.Sign(Encoding.UTF8.GetBytes(json), key).Match(b => b, e => throw new ShouldAssertException(e.Message));

        Encoding.UTF8.GetString(bytes).ShouldBe(signed);
        JsonSignature.Verify(bytes, "domain", "ed25519:1", key.PublicKey).ShouldBeTrue();
    }

    [Fact]
    public void A_minimal_event_is_signed_as_the_appendix_says()
    {
        var json = """{"auth_events":[],"content":{},"depth":3,"hashes":{"sha256":"5jM4wQpv6lnBo7CLIghJuHdW+s2CMBJPUOGOC89ncos"},"origin":"domain","origin_server_ts":1000000,"prev_events":[],"room_id":"!x:domain","sender":"@a:domain","signatures":{},"type":"X","unsigned":{"age_ts":1000000}}""";
        var pdu = Pdu.Parse(Encoding.UTF8.GetBytes(json), RoomVersion.V4).Match(p => p, e => throw new ShouldAssertException(e.Message));

        EventSignature.ContentHashHolds(pdu).ShouldBeTrue();
        Encoding.UTF8.GetString(EventSignature.Sign(pdu, key, RoomVersion.V4).Span).ShouldContain(
            "\"signatures\":{\"domain\":{\"ed25519:1\":\"KxwGjPSDEtvnFgU00fwFz+l6d2pJM6XBIaMEn81SXPTRl16AqLAYqfIReFGZlHi5KLjAWbOoMszkwsQma+lYAg\"}}");
    }

    [Fact]
    public void An_event_with_redactable_content_is_signed_as_the_appendix_says()
    {
        // The appendix leaves out depth and the graph, so this is no event of any room version: its bytes are signed here.
        var json = """{"content":{"body":"Here is the message content"},"event_id":"$0:domain","hashes":{"sha256":"onLKD1bGljeBWQhWZ1kaP9SorVmRQNdN5aM2JYU2n/g"},"origin":"domain","origin_server_ts":1000000,"room_id":"!r:domain","sender":"@u:domain","type":"m.room.message"}"""u8;
        var hash = new byte[32];
        EventHash.Content(json, hash);
        using var redacted = new ByteSink(512);
        RedactedForm.Append(json, "m.room.message", RoomVersion.V1.Redaction, signatures: false, redacted);

        UnpaddedBase64.Encode(hash).ShouldBe("onLKD1bGljeBWQhWZ1kaP9SorVmRQNdN5aM2JYU2n/g");
        UnpaddedBase64.Encode(key.Sign(redacted.Written)).ShouldBe(
            "Wm+VzmOUOz08Ds+0NTWb1d4CZrVsJSikkeRxh6aCcUwu6pNC78FunoD7KNWzqFn241eYHYMGCA5McEiVPdhzBA");
    }

    public void Dispose() => key.Dispose();
}
