using System.Text;
using Shouldly;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;
using Xunit;

namespace Vestnik.Protocol.Tests.RoomVersions;

/// <summary>What each version keeps: https://spec.matrix.org/v1.19/rooms/, section Redactions of each.</summary>
public sealed class RedactionTests
{
    [Theory]
    [InlineData("1", EventType.Member, """{"membership":"join","displayname":"x","join_authorised_via_users_server":"@a:b","third_party_invite":{"signed":{"token":"t"}}}""", """{"membership":"join"}""")]
    [InlineData("8", EventType.Member, """{"membership":"join","join_authorised_via_users_server":"@a:b"}""", """{"membership":"join"}""")]
    [InlineData("9", EventType.Member, """{"membership":"join","join_authorised_via_users_server":"@a:b"}""", """{"join_authorised_via_users_server":"@a:b","membership":"join"}""")]
    [InlineData("10", EventType.Member, """{"membership":"join","third_party_invite":{"signed":{"token":"t"}}}""", """{"membership":"join"}""")]
    [InlineData("11", EventType.Member, """{"a":1,"membership":"join","third_party_invite":{"display_name":"x","signed":{"token":"t"}}}""", """{"membership":"join","third_party_invite":{"signed":{"token":"t"}}}""")]
    [InlineData("12", EventType.Member, """{"membership":"join","third_party_invite":{"display_name":"x"}}""", """{"membership":"join"}""")]
    [InlineData("12", EventType.Member, """{"membership":"join","third_party_invite":"x"}""", """{"membership":"join"}""")]
    [InlineData("10", EventType.Create, """{"creator":"@a:b","room_version":"10"}""", """{"creator":"@a:b"}""")]
    [InlineData("11", EventType.Create, """{"room_version":"11","x":{"y":1}}""", """{"room_version":"11","x":{"y":1}}""")]
    [InlineData("7", EventType.JoinRules, """{"allow":[],"join_rule":"restricted"}""", """{"join_rule":"restricted"}""")]
    [InlineData("8", EventType.JoinRules, """{"allow":[],"join_rule":"restricted","x":1}""", """{"allow":[],"join_rule":"restricted"}""")]
    [InlineData("10", EventType.PowerLevels, """{"ban":1,"events":{},"events_default":2,"invite":3,"kick":4,"notifications":{},"redact":5,"state_default":6,"users":{},"users_default":7}""", """{"ban":1,"events":{},"events_default":2,"kick":4,"redact":5,"state_default":6,"users":{},"users_default":7}""")]
    [InlineData("11", EventType.PowerLevels, """{"ban":1,"events":{},"events_default":2,"invite":3,"kick":4,"notifications":{},"redact":5,"state_default":6,"users":{},"users_default":7}""", """{"ban":1,"events":{},"events_default":2,"invite":3,"kick":4,"redact":5,"state_default":6,"users":{},"users_default":7}""")]
    [InlineData("5", EventType.Aliases, """{"aliases":["#a:b"],"x":1}""", """{"aliases":["#a:b"]}""")]
    [InlineData("6", EventType.Aliases, """{"aliases":["#a:b"],"x":1}""", "{}")]
    [InlineData("1", EventType.HistoryVisibility, """{"history_visibility":"shared","x":1}""", """{"history_visibility":"shared"}""")]
    [InlineData("12", EventType.HistoryVisibility, """{"history_visibility":"shared","x":1}""", """{"history_visibility":"shared"}""")]
    [InlineData("10", EventType.Redaction, """{"reason":"x","redacts":"$a"}""", "{}")]
    [InlineData("11", EventType.Redaction, """{"reason":"x","redacts":"$a"}""", """{"redacts":"$a"}""")]
    [InlineData("12", EventType.Message, """{"body":"x"}""", "{}")]
    [InlineData("12", EventType.Topic, """{"topic":"x"}""", "{}")]
    public void The_content_keeps_what_the_room_needs(string id, string type, string content, string kept)
    {
        var canonical = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(content)).Must();
        Encoding.UTF8.GetString(Redaction.RedactContent(type, canonical, RoomVersion.All[id])).ShouldBe(kept);
        var pdu = Pdu.Parse(Event(type, content), RoomVersion.All[id]).Must();
        var redacted = Redaction.Redact(pdu, pdu.Version);
        Encoding.UTF8.GetString(redacted.Content.Span).ShouldBe(kept);
        Pdu.Parse(redacted.Json, pdu.Version).Must().Id.ShouldBe(pdu.Id);
    }

    [Theory]
    [InlineData("10", "auth_events,content,depth,hashes,membership,origin,origin_server_ts,prev_events,prev_state,room_id,sender,signatures,state_key,type")]
    [InlineData("11", "auth_events,content,depth,hashes,origin_server_ts,prev_events,room_id,sender,signatures,state_key,type")]
    public void The_event_keeps_what_its_signature_needs(string id, string kept)
    {
        var pdu = Pdu.Parse(Event(EventType.Message, "{}"), RoomVersion.All[id]).Must();
        using var redacted = System.Text.Json.JsonDocument.Parse(Redaction.Redact(pdu, pdu.Version).Json);
        string.Join(',', redacted.RootElement.EnumerateObject().Select(member => member.Name)).ShouldBe(kept);
    }

    private static byte[] Event(string type, string content) => Encoding.UTF8.GetBytes($$"""
        {
          "auth_events": [], "content": {{content}}, "depth": 1, "hashes": {"sha256": "x"}, "membership": "join", "origin": "b",
          "origin_server_ts": 1, "prev_events": [], "prev_state": [], "redacts": "$x", "room_id": "!r:b", "sender": "@a:b",
          "event_id": "$e:b", "signatures": {"b": {"ed25519:1": "x"} }, "state_key": "", "type": "{{type}}", "unsigned": {"age": 1}, "zzz": 1
        }
        """);
}
