using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vestnik.Outbound;

namespace Vestnik.Server.Tests.Outbound;

/// <summary>What the server does when it goes out by itself, against a web server on this machine.</summary>
public sealed class GuardedClientTests : IAsyncLifetime
{
    private static readonly OutboundPolicy ThisMachineByName = new() { AllowedPrivateHosts = ["neighbour.localhost"] };
    private readonly TaskCompletionSource testIsOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication neighbour = null!;
    private int port;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        neighbour = builder.Build();
        neighbour.Run(AnswerAsync);
        await neighbour.StartAsync();
        port = new Uri(neighbour.Urls.First()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        testIsOver.SetResult();
        await neighbour.DisposeAsync();
    }

    [Fact]
    public async Task A_host_that_the_operator_has_named_is_reached_on_a_private_address()
    {
        var answer = await AskAsync(ThisMachineByName, $"http://neighbour.localhost:{port}/small");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.ShouldBe("good day"u8.ToArray());
    }

    [Theory]
    [InlineData("other.localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    [InlineData("0.0.0.0")]
    [InlineData("2130706433")]
    public async Task No_other_way_of_writing_it_leads_there(string host)
    {
        var problem = await Should.ThrowAsync<OutboundException>(() => AskAsync(ThisMachineByName, $"http://{host}:{port}/small"));
        problem.Problem.ShouldBe(OutboundProblem.Refused);
    }

    [Fact]
    public async Task A_file_is_no_address() =>
        (await Should.ThrowAsync<OutboundException>(() => AskAsync(ThisMachineByName, "file:///etc/hostname"))).Problem.ShouldBe(OutboundProblem.Refused);

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        var answer = await AskAsync(ThisMachineByName, $"http://neighbour.localhost:{port}/elsewhere");
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location.ShouldBe(new Uri($"http://127.0.0.1:{port}/small"));
    }

    [Theory]
    [InlineData("large")]
    [InlineData("endless")]
    [InlineData("bomb")]
    public async Task More_bytes_than_asked_for_are_not_taken(string path) =>
        (await Should.ThrowAsync<OutboundException>(() => AskAsync(ThisMachineByName, $"http://neighbour.localhost:{port}/{path}")))
            .Problem.ShouldBe(OutboundProblem.TooLarge);

    [Theory]
    [InlineData("silent")]
    [InlineData("dripping")]
    public async Task Who_keeps_the_server_waiting_is_left(string path) =>
        (await Should.ThrowAsync<OutboundException>(() => AskAsync(ThisMachineByName, $"http://neighbour.localhost:{port}/{path}", TimeSpan.FromSeconds(1))))
            .Problem.ShouldBe(OutboundProblem.TooSlow);

    [Fact]
    public async Task Where_nobody_listens_nobody_is_reached() =>
        (await Should.ThrowAsync<OutboundException>(() => AskAsync(ThisMachineByName, "http://neighbour.localhost:1/small")))
            .Problem.ShouldBe(OutboundProblem.Unreachable);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a00:1450:4010::1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    [InlineData("2002:0a00:0001::1", false)]
    [InlineData("2001:db8::1", false)]
    public void An_address_is_public_or_it_is_not(string address, bool isPublic) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBe(isPublic);

    private static async Task<OutboundAnswer> AskAsync(OutboundPolicy policy, string address, TimeSpan? timeout = null)
    {
        using var client = new GuardedClient(policy);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await client.SendAsync(request, maximumBytes: 100_000, timeout ?? TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var answer = context.Response;
        switch (context.Request.Path.Value)
        {
            case "/small":
                await answer.WriteAsync("good day");
                break;
            case "/elsewhere":
                answer.Redirect($"http://127.0.0.1:{port}/small");
                break;
            case "/large":
                answer.ContentLength = 100_001;
                await answer.Body.WriteAsync(new byte[100_001]);
                break;
            case "/endless":
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await answer.Body.WriteAsync(new byte[10_000], context.RequestAborted);
                }

                break;
            case "/bomb":
                answer.Headers.ContentEncoding = "gzip";
                await using (var packed = new GZipStream(answer.Body, CompressionLevel.Fastest))
                {
                    await packed.WriteAsync(new byte[10_000_000]);
                }

                break;
            case "/dripping":
                await answer.WriteAsync("a");
                await answer.Body.FlushAsync();
                await Task.WhenAny(testIsOver.Task);
                break;
            default:
                await Task.WhenAny(testIsOver.Task);
                break;
        }
    }
}
