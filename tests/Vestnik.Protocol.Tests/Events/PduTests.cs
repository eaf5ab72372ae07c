using System.Collections.Immutable;
using System.Text;
using Shouldly;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.Signing;
using Xunit;
using static Vestnik.Protocol.Tests.TestRoom;

namespace Vestnik.Protocol.Tests.Events;

public sealed class PduTests
{
    private const string Sound = """{"auth_events":["$a"],"content":{"body":"x"},"depth":7,"hashes":{"sha256":"x"},"origin_server_ts":1,"prev_events":["$p"],"room_id":"!r:b","sender":"@a:b","signatures":{"b":{"ed25519:1":"x"}},"type":"m.room.message"}""";

    [Theory]
    [InlineData("", "", "")]
    [InlineData("\"type\":\"m.room.message\"", "\"type\":1", "M_BAD_JSON")]
    [InlineData(",\"type\":\"m.room.message\"", "", "M_BAD_JSON")]
    [InlineData("\"@a:b\"", "\"a\"", "M_BAD_JSON")]
    [InlineData("\"sender\":\"@a:b\",", "", "M_BAD_JSON")]
    [InlineData("\"!r:b\"", "\"r\"", "M_BAD_JSON")]
    [InlineData("\"room_id\":\"!r:b\",", "", "M_BAD_JSON")]
    [InlineData("\"depth\":7", "\"depth\":-1", "M_BAD_JSON")]
    [InlineData("\"depth\":7", "\"depth\":\"7\"", "M_BAD_JSON")]
    [InlineData("\"depth\":7", "\"depth\":9007199254740991", "")]
    [InlineData("\"depth\":7", "\"depth\":9007199254740992", "M_BAD_JSON")]
    [InlineData("\"depth\":7,", "", "M_BAD_JSON")]
    [InlineData("\"origin_server_ts\":1,", "", "M_BAD_JSON")]
    [InlineData("{\"body\":\"x\"}", "[]", "M_BAD_JSON")]
    [InlineData("\"content\":{\"body\":\"x\"},", "", "M_BAD_JSON")]
    [InlineData("{\"body\":\"x\"}", "{\"body\":1.5}", "M_BAD_JSON")]
    [InlineData("[\"$a\"]", "[[\"$a\",{}]]", "M_BAD_JSON")]
    [InlineData("[\"$a\"]", "\"$a\"", "M_BAD_JSON")]
    [InlineData("[\"$a\"]", "[\"a\"]", "M_BAD_JSON")]
    [InlineData("[\"$a\"]", "[\"$1\",\"$2\",\"$3\",\"$4\",\"$5\",\"$6\",\"$7\",\"$8\",\"$9\",\"$10\"]", "")]
    [InlineData("[\"$a\"]", "[\"$1\",\"$2\",\"$3\",\"$4\",\"$5\",\"$6\",\"$7\",\"$8\",\"$9\",\"$10\",\"$11\"]", "M_BAD_JSON")]
    [InlineData("\"auth_events\":[\"$a\"],", "", "M_BAD_JSON")]
    [InlineData("\"prev_events\":[\"$p\"],", "", "M_BAD_JSON")]
    [InlineData("{\"b\":{\"ed25519:1\":\"x\"}}", "[]", "M_BAD_JSON")]
    [InlineData("{\"b\":{\"ed25519:1\":\"x\"}}", "{\"b\":1}", "M_BAD_JSON")]
    [InlineData("{\"sha256\":\"x\"}", "1", "M_BAD_JSON")]
    [InlineData("\"type\":", "\"state_key\":1,\"type\":", "M_BAD_JSON")]
    [InlineData("\"type\":", "\"type\":\"x\",\"type\":", "M_BAD_JSON")]
    [InlineData("}}", "}", "M_NOT_JSON")]
    public void An_event_has_the_format_of_its_version(string from, string to, string code)
    {
        var json = from.Length == 0 ? Sound : Sound.Replace(from, to);
        Pdu.Parse(Encoding.UTF8.GetBytes(json), RoomVersion.V11).Match(_ => "", e => e.Code).ShouldBe(code);
    }

    [Fact]
    public void What_is_not_an_object_is_no_event()
    {
        Pdu.Parse("[]"u8.ToArray(), RoomVersion.V11).MustRefuse().ShouldBe("M_BAD_JSON");
        Pdu.Parse("\"x\""u8.ToArray(), RoomVersion.V11).MustRefuse().ShouldBe("M_BAD_JSON");
        Pdu.Parse(ReadOnlyMemory<byte>.Empty, RoomVersion.V11).MustRefuse().ShouldBe("M_NOT_JSON");
    }

    [Fact]
    public void The_bytes_are_canonical_and_hold_nothing_unsigned()
    {
        var pdu = Pdu.Parse(Encoding.UTF8.GetBytes("{ \"unsigned\": {\"age\": 5}, \"event_id\": \"$forged\"," + Sound[1..]), RoomVersion.V11).Must();
        Encoding.UTF8.GetString(pdu.Json.Span).ShouldBe(Sound);
        pdu.Id.ToString().ShouldNotBe("$forged");
        pdu.Id.ShouldBe(Pdu.Parse(Encoding.UTF8.GetBytes(Sound), RoomVersion.V11).Must().Id);
        Encoding.UTF8.GetString(pdu.Content.Span).ShouldBe("""{"body":"x"}""");
        (pdu.Depth, pdu.OriginServerTimestamp, pdu.IsState).ShouldBe((7, 1, false));
    }

    [Fact]
    public void The_first_versions_name_events_themselves_and_pair_references_with_hashes()
    {
        var json = """{"auth_events":[["$a:b",{"sha256":"x"}]],"content":{},"depth":9223372036854775807,"event_id":"$e:b","origin_server_ts":1,"prev_events":[["$p:b",{}]],"redacts":"$r:b","room_id":"!r:b","sender":"@a:b","type":"m.room.redaction"}""";
        var pdu = Pdu.Parse(Encoding.UTF8.GetBytes(json), RoomVersion.V1).Must();
        pdu.Id.ToString().ShouldBe("$e:b");
        pdu.AuthEvents.Single().ToString().ShouldBe("$a:b");
        pdu.PrevEvents.Single().ToString().ShouldBe("$p:b");
        pdu.Redacts!.Value.ToString().ShouldBe("$r:b");
        pdu.Depth.ShouldBe(long.MaxValue);
        Pdu.Parse(Encoding.UTF8.GetBytes(json.Replace("\"event_id\":\"$e:b\",", "")), RoomVersion.V1).MustRefuse().ShouldBe("M_BAD_JSON");
        Pdu.Parse(Encoding.UTF8.GetBytes(json.Replace("[[\"$p:b\",{}]]", "[\"$p:b\"]")), RoomVersion.V1).MustRefuse().ShouldBe("M_BAD_JSON");
    }

    [Fact]
    public void Version_3_names_events_in_plain_base64_and_version_4_in_that_of_urls()
    {
        // The same bytes, so the same hash; this one has both letters in which the alphabets differ.
        for (var n = 0; ; n++)
        {
            var json = Encoding.UTF8.GetBytes(Sound.Replace("\"depth\":7", $"\"depth\":{n}"));
            var third = Pdu.Parse(json, RoomVersion.V3).Must().Id.ToString();
            if (third.Contains('+', StringComparison.Ordinal) && third.Contains('/', StringComparison.Ordinal))
            {
                Pdu.Parse(json, RoomVersion.V4).Must().Id.ToString().ShouldBe(third.Replace('+', '-').Replace('/', '_'));
                third.Length.ShouldBe(44);
                return;
            }
        }
    }

    [Theory]
    [InlineData(255, 255, "")]
    [InlineData(256, 1, "M_TOO_LARGE")]
    [InlineData(1, 256, "M_TOO_LARGE")]
    public void Types_and_state_keys_have_at_most_255_bytes(int type, int stateKey, string code)
    {
        Draft().Build(RoomVersion.V11).Match(_ => "", e => e.Code).ShouldBe("");
        (Draft() with { Type = new string('t', type), StateKey = new string('k', stateKey) }).Build(RoomVersion.V11).Match(_ => "", e => e.Code).ShouldBe(code);
        var json = Sound.Replace("\"type\":\"m.room.message\"", $"\"state_key\":\"{new string('k', stateKey)}\",\"type\":\"{new string('t', type)}\"");
        Pdu.Parse(Encoding.UTF8.GetBytes(json), RoomVersion.V11).Match(_ => "", e => e.Code).ShouldBe(code);
    }

    [Fact]
    public void Bytes_count_and_not_letters() =>
        (Draft() with { Type = new string('ж', 128) }).Build(RoomVersion.V11).MustRefuse().ShouldBe("M_TOO_LARGE");

    [Fact]
    public void An_event_has_at_most_65536_bytes_with_its_signature()
    {
        using var key = SigningKey.Import(ServerName.Parse("a.test"), "ed25519:a_KeyIdOf", new byte[32]);
        var room = Founded(RoomVersion.V11);
        var overhead = room.Draft(Anna, EventType.Message, null, """{"body":""}""").Json.Length;
        var largest = 0;
        for (var body = 65_536 - overhead; body > 0; body--)
        {
            if ((Draft() with { Content = Body(body) }).Build(RoomVersion.V11).Accepted(out var pdu, out var refusal))
            {
                largest = EventSignature.Sign(pdu, key, RoomVersion.V11).Length;
                break;
            }

            refusal.Code.ShouldBe("M_TOO_LARGE");
            refusal.Status.ShouldBe(413);
        }

        largest.ShouldBeInRange(65_300, 65_536);
        Pdu.Parse(Encoding.UTF8.GetBytes(Padded(65_536)), RoomVersion.V11).Must().Json.Length.ShouldBe(65_536);
        Pdu.Parse(Encoding.UTF8.GetBytes(Padded(65_537)), RoomVersion.V11).MustRefuse().ShouldBe("M_TOO_LARGE");

        static string Padded(int length) => Sound.Replace("\"body\":\"x\"", $"\"body\":\"{new string('x', length - Sound.Length + 1)}\"");
        static byte[] Body(int length) => CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes($$"""{"body":"{{new string('x', length)}}"}""")).Must();
    }

    [Fact]
    public void A_draft_that_cannot_be_an_event_is_refused()
    {
        (Draft() with { Type = "a\uD83D" }).Build(RoomVersion.V11).MustRefuse().ShouldBe("M_BAD_JSON");
        (Draft() with { Depth = -1 }).Build(RoomVersion.V11).MustRefuse().ShouldBe("M_BAD_JSON");
        (Draft() with { PrevEvents = [.. Enumerable.Range(0, 21).Select(n => EventId.Parse($"${n}"))] }).Build(RoomVersion.V11).MustRefuse().ShouldBe("M_BAD_JSON");
        (Draft() with { AuthEvents = [.. Enumerable.Range(0, 11).Select(n => EventId.Parse($"${n}"))] }).Build(RoomVersion.V11).MustRefuse().ShouldBe("M_BAD_JSON");
    }

    [Fact]
    public void A_second_server_signs_beside_the_first()
    {
        using var first = SigningKey.Import(ServerName.Parse("b.test"), "ed25519:k", new byte[32]);
        using var second = SigningKey.Import(ServerName.Parse("a.test"), "ed25519:k", [.. Enumerable.Repeat((byte)1, 32)]);
        using var third = SigningKey.Import(ServerName.Parse("b.test"), "ed25519:j", [.. Enumerable.Repeat((byte)2, 32)]);
        var pdu = Draft().Build(RoomVersion.V12).Must();
        foreach (var key in new[] { first, second, third, first })
        {
            pdu = Pdu.Parse(EventSignature.Sign(pdu, key, RoomVersion.V12), RoomVersion.V12).Must();
        }

        foreach (var key in new[] { first, second, third })
        {
            EventSignature.Verify(pdu, key.Server, key.Id, key.PublicKey, RoomVersion.V12).ShouldBeTrue();
            EventSignature.Verify(pdu, key.Server, key.Id, new byte[32], RoomVersion.V12).ShouldBeFalse();
        }

        EventSignature.Verify(pdu, first.Server, first.Id, second.PublicKey, RoomVersion.V12).ShouldBeFalse();
        CanonicalJson.Canonicalize(pdu.Json.Span).Must().ShouldBe(pdu.Json.ToArray());
        first.Export().ShouldBe(new byte[32]);
    }

    [Theory]
    [InlineData("\"body\":\"x\"", "\"body\":\"y\"", true, false)]
    [InlineData("\"depth\":7", "\"depth\":8", false, false)]
    [InlineData("\"@a:b\"", "\"@c:b\"", false, false)]
    [InlineData("\"type\"", "\"state_key\":\"\",\"type\"", false, false)]
    public void A_changed_event_does_not_pass(string from, string to, bool signatureHolds, bool hashHolds)
    {
        using var key = SigningKey.Import(ServerName.Parse("b"), "ed25519:k", new byte[32]);
        var draft = Draft() with { Content = """{"body":"x"}"""u8.ToArray(), Sender = UserId.Parse("@a:b"), Depth = 7 };
        var signed = EventSignature.Sign(draft.Build(RoomVersion.V11).Must(), key, RoomVersion.V11);
        var forged = Pdu.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed.Span).Replace(from, to)), RoomVersion.V11).Must();
        EventSignature.Verify(forged, key.Server, key.Id, key.PublicKey, RoomVersion.V11).ShouldBe(signatureHolds);
        EventSignature.ContentHashHolds(forged).ShouldBe(hashHolds);
    }

    [Fact]
    public void An_event_without_a_sound_hash_does_not_pass()
    {
        Hash("1").ShouldBeFalse();
        Hash("\"!!\"").ShouldBeFalse();
        Hash("\"\"").ShouldBeFalse();

        static bool Hash(string value) =>
            EventSignature.ContentHashHolds(Pdu.Parse(Encoding.UTF8.GetBytes(Sound.Replace("\"sha256\":\"x\"", $"\"sha256\":{value}")), RoomVersion.V11).Must());
    }

    [Theory]
    [InlineData("11", "m.room.message", "{}", "a.test")]
    [InlineData("2", "m.room.message", "{}", "a.test,id.test")]
    [InlineData("11", "m.room.member", """{"membership":"invite","third_party_invite":{}}""", "")]
    [InlineData("11", "m.room.member", """{"membership":"leave","third_party_invite":{}}""", "a.test")]
    [InlineData("11", "m.room.member", """{"join_authorised_via_users_server":"@b:b.test","membership":"join"}""", "a.test,b.test")]
    [InlineData("7", "m.room.member", """{"join_authorised_via_users_server":"@b:b.test","membership":"join"}""", "a.test")]
    [InlineData("11", "m.room.member", """{"membership":"invite"}""", "a.test")]
    public void An_event_must_be_signed_by_those_it_speaks_for(string id, string type, string content, string servers)
    {
        var version = RoomVersion.All[id];
        var pdu = (Draft() with
        {
            Type = type,
            StateKey = "@x:x.test",
            Content = Encoding.UTF8.GetBytes(content),
            Id = version.EventIds == EventIdFormat.Opaque ? EventId.Parse("$e:id.test") : null,
        }).Build(version).Must();
        string.Join(',', EventSignature.RequiredSigners(pdu, version).Select(server => server.ToString()).Order()).ShouldBe(servers);
    }

    private static EventDraft Draft() => new()
    {
        Room = RoomId.Parse("!r:a.test"),
        Sender = Anna,
        Type = EventType.Message,
        Content = "{}"u8.ToArray(),
        PrevEvents = ImmutableArray<EventId>.Empty,
        AuthEvents = ImmutableArray<EventId>.Empty,
        Depth = 1,
        OriginServerTimestamp = 1,
    };
}
