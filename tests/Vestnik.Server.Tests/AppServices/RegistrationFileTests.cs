using Vestnik.Gateways.AppServices;
using Vestnik.Homeserver.AppServices;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Server.Tests.AppServices;

/// <summary>https://spec.matrix.org/v1.19/application-service-api/#registration</summary>
public sealed class RegistrationFileTests : IDisposable
{
    private const string Good = """
        id: IRC Bridge
        url: http://127.0.0.1:1234/
        as_token: abc
        hs_token: def
        sender_localpart: _irc_bot
        namespaces:
          users: [{exclusive: true, regex: "@_irc_.*"}]
          rooms: []
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("vestnik-registration-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_registration_is_read()
    {
        var bridge = Read(Good).All.ShouldHaveSingleItem();

        bridge.Id.ShouldBe("IRC Bridge");
        bridge.Url!.AbsoluteUri.ShouldBe("http://127.0.0.1:1234/");
        bridge.Sender.ToString().ShouldBe("@_irc_bot:town.example");
        bridge.IsLimited.ShouldBeTrue();
        bridge.HearsEphemera.ShouldBeFalse();
        bridge.SpeaksFor(UserId.Parse("@_irc_anna:town.example")).ShouldBeTrue();
        bridge.SpeaksFor(UserId.Parse("@_irc_anna:elsewhere.example")).ShouldBeFalse();
        bridge.SpeaksFor(UserId.Parse("@x_irc_anna:town.example")).ShouldBeFalse();
        bridge.ToString().ShouldNotContain("def");
    }

    [Theory]
    [InlineData("url: http://127.0.0.1:1234/", "url: null", null)]
    [InlineData("url: http://127.0.0.1:1234/", "url: ftp://127.0.0.1", "url is neither null")]
    [InlineData("as_token: abc", "", "as_token is missing")]
    [InlineData("@_irc_.*", "@_irc_(?!x)", "cannot be used")]
    [InlineData("@_irc_.*", "@_irc_(", "cannot be used")]
    [InlineData("exclusive: true", "exclusive: often", "exclusive is neither true nor false")]
    [InlineData("sender_localpart: _irc_bot", "sender_localpart: 'a:b'", "sender_localpart is not")]
    [InlineData("namespaces:", "other:", "namespaces is missing")]
    [InlineData("id: IRC Bridge", "id: [", "is not YAML")]
    public void What_is_wrong_is_said_in_words_and_without_secrets(string from, string to, string? complaint)
    {
        if (complaint is null)
        {
            Read(Good.Replace(from, to, StringComparison.Ordinal)).All[0].Url.ShouldBeNull();
            return;
        }

        var wrong = Should.Throw<InvalidDataException>(() => Read(Good.Replace(from, to, StringComparison.Ordinal)));
        wrong.Message.ShouldContain(complaint);
        wrong.Message.ShouldNotContain("abc");
        wrong.Message.ShouldNotContain("def");
    }

    [Fact]
    public void Two_bridges_have_different_ids_and_tokens()
    {
        Should.Throw<InvalidDataException>(() => Read(Good, Good)).Message.ShouldContain("the id IRC Bridge");
        Should.Throw<InvalidDataException>(() => Read(Good, Good.Replace("id: IRC", "id: Other", StringComparison.Ordinal))).Message.ShouldContain("as_token");
        Should.Throw<InvalidDataException>(() => RegistrationFile.ReadAll([Path.Combine(folder, "nothing.yaml")], ServerName.Parse("town.example")))
            .Message.ShouldContain("cannot be read");
    }

    private RegisteredServices Read(params string[] registrations) => RegistrationFile.ReadAll(
        [.. registrations.Select((text, number) =>
        {
            var file = Path.Combine(folder, $"{number}.yaml");
            File.WriteAllText(file, text);
            return file;
        })],
        ServerName.Parse("town.example"));
}
