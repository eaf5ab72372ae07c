using Shouldly;
using Vestnik.Protocol.Identifiers;
using Xunit;

namespace Vestnik.Protocol.Tests.Identifiers;

/// <summary>Grammars: https://spec.matrix.org/v1.19/appendices/#identifier-grammar</summary>
public sealed class IdentifierTests
{
    [Theory]
    [InlineData("matrix.org")]
    [InlineData("matrix.org:8888")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.3.4:1234")]
    [InlineData("[1234:5678::abcd]")]
    [InlineData("[1234:5678::abcd]:5678")]
    [InlineData("localhost:1")]
    [InlineData("MATRIX.ORG")]
    [InlineData("a:00001")]
    public void A_server_has_a_host_and_perhaps_a_port(string text) => ServerName.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData(":80")]
    [InlineData("a:")]
    [InlineData("a:x")]
    [InlineData("a:123456")]
    [InlineData("a:1:2")]
    [InlineData("a b")]
    [InlineData("a_b")]
    [InlineData("пример.рф")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[1::2")]
    [InlineData("[1::g]")]
    [InlineData("[1::2]x")]
    [InlineData("[1::2]:")]
    [InlineData("http://a")]
    [InlineData(null)]
    public void What_is_not_a_server_name_is_refused(string? text) => ServerName.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("@anna:a.test", true, true)]
    [InlineData("@a.b_c=d-e/f+0:a.test:8448", true, true)]
    [InlineData("@Anna:a.test", false, true)]
    [InlineData("@an!na:a.test", false, true)]
    [InlineData("@анна:a.test", false, false)]
    [InlineData("@an na:a.test", false, false)]
    [InlineData("@:a.test", false, false)]
    [InlineData("@\u0001\u007F:a.test", false, false)]
    [InlineData("@\U0001F600:a.test", false, false)]
    public void Users_of_the_past_are_still_users(string text, bool current, bool compliant)
    {
        var user = UserId.Parse(text);
        user.IsCurrent.ShouldBe(current);
        user.IsCompliant.ShouldBe(compliant);
        user.ToString().ShouldBe(text);
        $"@{user.Localpart}:{user.Server}".ShouldBe(text);
    }

    [Theory]
    [InlineData("anna:a.test")]
    [InlineData("@anna")]
    [InlineData("@anna:")]
    [InlineData("@anna:a b")]
    [InlineData("@an\0na:a.test")]
    [InlineData("@")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_a_user_is_refused(string? text)
    {
        UserId.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => UserId.Parse(text!));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_part_of_no_id()
    {
        foreach (var half in new[] { "\uD83D", "\uDE00", "\uDE00\uD83D" })
        {
            UserId.TryParse($"@an{half}na:a.test", out _).ShouldBeFalse();
            RoomId.TryParse($"!{half}", out _).ShouldBeFalse();
            EventId.TryParse($"${half}", out _).ShouldBeFalse();
            DeviceId.TryParse(half, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void An_id_has_at_most_255_bytes()
    {
        UserId.TryParse("@" + new string('a', 255 - 8) + ":a.test", out _).ShouldBeTrue();
        UserId.TryParse("@" + new string('a', 256 - 8) + ":a.test", out _).ShouldBeFalse();
        UserId.TryParse("@" + new string('ж', 124) + ":a.test", out _).ShouldBeFalse();
        RoomId.TryParse("!" + new string('a', 254), out _).ShouldBeTrue();
        RoomId.TryParse("!" + new string('a', 255), out _).ShouldBeFalse();
        EventId.TryParse("$" + new string('a', 255), out _).ShouldBeFalse();
        DeviceId.TryParse(new string('a', 255), out _).ShouldBeTrue();
        DeviceId.TryParse(new string('a', 256), out _).ShouldBeFalse();
        ServerName.TryParse(new string('a', 256), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("!room:a.test", "a.test")]
    [InlineData("!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM", null)]
    public void A_room_id_has_a_server_or_is_a_hash(string text, string? server) => RoomId.Parse(text).Server?.ToString().ShouldBe(server);

    [Theory]
    [InlineData("!")]
    [InlineData("!:a.test")]
    [InlineData("!room:")]
    [InlineData("!room:a:b:c")]
    [InlineData("#room:a.test")]
    public void What_is_not_a_room_is_refused(string text) => RoomId.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("$acR1l0raoZnm60CBwAVgqbZqoO/mYU81xysh1u7XcJk", null)]
    [InlineData("$Rqnc-F-dvnEYJTyHq_iKxU2bZ1CI92-kuZq3a5lr5Zg", null)]
    [InlineData("$opaque:a.test", "a.test")]
    public void An_event_id_is_a_hash_or_of_a_server(string text, string? server) => EventId.Parse(text).Server?.ToString().ShouldBe(server);

    [Theory]
    [InlineData("$")]
    [InlineData("!x")]
    [InlineData("$a\0b")]
    public void What_is_not_an_event_is_refused(string text) => EventId.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("#кухня:a.test", "кухня")]
    [InlineData("#a b:a.test:1", "a b")]
    public void An_alias_may_have_any_name(string text, string localpart)
    {
        var alias = RoomAlias.Parse(text);
        alias.Localpart.ToString().ShouldBe(localpart);
        alias.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("#:a.test")]
    [InlineData("#a")]
    [InlineData("!a:a.test")]
    public void What_is_not_an_alias_is_refused(string text) => RoomAlias.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void An_id_that_was_never_given_cannot_be_used_by_mistake()
    {
        Should.Throw<InvalidOperationException>(() => default(UserId).ToString());
        Should.Throw<InvalidOperationException>(() => default(RoomId).ToString());
        Should.Throw<InvalidOperationException>(() => default(EventId).ToString());
        Should.Throw<InvalidOperationException>(() => default(DeviceId).ToString());
        Should.Throw<InvalidOperationException>(() => default(RoomAlias).ToString());
        Should.Throw<InvalidOperationException>(() => default(ServerName).ToString());
    }
}
