using System.Text;
using Shouldly;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.Signing;
using Xunit;
using static Vestnik.Protocol.Tests.TestRoom;

namespace Vestnik.Protocol.Tests.Events;

public sealed class EventLifeTests
{
    public static TheoryData<string> Versions => [.. RoomVersion.All.Keys];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_room_is_founded_joined_and_written_in(string id)
    {
        var room = Founded(RoomVersion.All[id], "public");
        room.SendMember(Boris, Boris, "join");

        var message = room.Send(Boris, EventType.Message, null, """{"msgtype":"m.text","body":"Привет 😀"}""");

        room.MessageIsSound(message);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_is_built_signed_and_read_again_is_the_same_event(string id)
    {
        var version = RoomVersion.All[id];
        var room = Founded(version);
        var built = room.Send(Anna, EventType.Message, null, """{"body":"one\ntwo","z":{"b":[1,-2],"a":null}}""");
        using var key = SigningKey.Import(ServerName.Parse("a.test"), "ed25519:k", new byte[32]);

        var read = Pdu.Parse(EventSignature.Sign(built, key, version), version).Must();

        read.Id.ShouldBe(built.Id);
        read.Room.ShouldBe(built.Room);
        read.Content.ToArray().ShouldBe(built.Content.ToArray());
        read.PrevEvents.ShouldBe(built.PrevEvents);
        read.AuthEvents.ShouldBe(built.AuthEvents);
        EventSignature.ContentHashHolds(read).ShouldBeTrue();
        EventSignature.Verify(read, key.Server, key.Id, key.PublicKey, version).ShouldBeTrue();
        EventSignature.Verify(read, key.Server, "ed25519:other", key.PublicKey, version).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_redacted_event_keeps_its_id_and_signatures_and_loses_its_content(string id)
    {
        var version = RoomVersion.All[id];
        var room = Founded(version);
        var built = room.Send(Anna, EventType.Message, null, """{"body":"secret"}""");
        using var key = SigningKey.Import(ServerName.Parse("a.test"), "ed25519:k", new byte[32]);
        var signed = Pdu.Parse(EventSignature.Sign(built, key, version), version).Must();

        var redacted = Pdu.Parse(Redaction.Redact(signed, version).Json, version).Must();

        redacted.Id.ShouldBe(built.Id);
        redacted.Content.ToArray().ShouldBe("{}"u8.ToArray());
        EventSignature.Verify(redacted, key.Server, key.Id, key.PublicKey, version).ShouldBeTrue();
        EventSignature.ContentHashHolds(redacted).ShouldBeFalse();
    }

    [Fact]
    public void From_version_12_on_the_room_id_is_the_create_events_hash()
    {
        var room = Founded(RoomVersion.V12);
        var create = room.Find(EventType.Create, "")!;

        create.Room.ToString()[1..].ShouldBe(create.Id.ToString()[1..]);
        Encoding.UTF8.GetString(create.Json.Span).ShouldNotContain("room_id");
        room.Find(EventType.JoinRules, "")!.AuthEvents.ShouldNotContain(create.Id);
    }

    [Fact]
    public void The_creator_of_a_version_12_room_is_above_every_level()
    {
        var room = Founded(RoomVersion.V12, createExtra: ""","additional_creators":["@vera:a.test"]""");
        var power = PowerLevels.Of(room, RoomVersion.V12);

        power.UserLevel(Anna).ShouldBe(PowerLevels.Infinite);
        power.UserLevel(Vera).ShouldBe(PowerLevels.Infinite);
        power.UserLevel(Boris).ShouldBe(0);
        room.Try(Anna, EventType.PowerLevels, "", """{"users":{"@anna:a.test":100}}""").IsAllowed.ShouldBeFalse();
        room.Try(Anna, EventType.PowerLevels, "", """{"users":{"@vera:a.test":100}}""").IsAllowed.ShouldBeFalse();
        room.Try(Anna, EventType.PowerLevels, "", """{"users":{"@boris:b.test":9007199254740991}}""").IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void A_redaction_of_version_11_carries_its_target_in_the_content()
    {
        var room = Founded(RoomVersion.V11);
        var message = room.Send(Anna, EventType.Message, null, """{"body":"x"}""");

        var redaction = room.Draft(Anna, EventType.Redaction, null, """{"reason":"a","zzz":1}""", message.Id);

        Encoding.UTF8.GetString(redaction.Content.Span).ShouldBe($$"""{"reason":"a","redacts":"{{message.Id}}","zzz":1}""");
        redaction.Redacts.ShouldBe(message.Id);
        Pdu.Parse(redaction.Json, RoomVersion.V11).Must().Redacts.ShouldBe(message.Id);
    }
}

file static class Soundness
{
    public static void MessageIsSound(this TestRoom room, Pdu message)
    {
        message.Room.ShouldBe(room.Find(EventType.Create, "")!.Room);
        EventSignature.ContentHashHolds(message).ShouldBeTrue();
    }
}
