namespace Vestnik.Server.Tests.Accounts;

public sealed class ServerTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_client_learns_which_versions_the_server_speaks()
    {
        var answer = await town.SendAsync(HttpMethod.Get, "/_matrix/client/versions");

        answer.Accepted()["versions"].EnumerateArray().ShouldContain(version => version.GetString() == "v1.19");
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_refused_in_words() =>
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/nothing")).Refused(404, "M_UNRECOGNIZED");
}
