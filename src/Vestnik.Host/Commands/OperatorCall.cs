using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Serialization.Metadata;
using Vestnik.Host.Composition;
using Vestnik.Host.Operator;

namespace Vestnik.Host.Commands;

/// <summary>A question to the running server by the operator's door.</summary>
internal sealed class OperatorCall(string socket) : IDisposable
{
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
            return new NetworkStream(connection, ownsSocket: true);
        },
    });

    /// <exception cref="ConfigurationProblemException">The configuration cannot be read.</exception>
    public static OperatorCall ToServerOf(FileInfo configurationFile)
    {
        var configuration = new ConfigurationManager();
        Settings.AddFile(configuration, configurationFile.FullName);
        return new OperatorCall(OperatorDoor.SocketOf(Settings.Read(configuration)));
    }

    public async Task<List<UserLine>> UsersAfterAsync(string? last, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://operator/users" + (last is null ? "" : $"?after={Uri.EscapeDataString(last)}"));
        using var response = await http.SendAsync(request, cancel);
        return await response.Content.ReadFromJsonAsync(OperatorJson.Default.ListUserLine, cancel) ?? [];
    }

    public async Task<List<ReportLine>> ReportsAfterAsync(long last, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"http://operator/reports?after={last}"));
        using var response = await http.SendAsync(request, cancel);
        return await response.Content.ReadFromJsonAsync(OperatorJson.Default.ListReportLine, cancel) ?? [];
    }

    public async Task<List<TokenLine>> TokensAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://operator/tokens");
        using var response = await http.SendAsync(request, cancel);
        return await response.Content.ReadFromJsonAsync(OperatorJson.Default.ListTokenLine, cancel) ?? [];
    }

    public async Task<Said> TellAsync<T>(string path, T wish, JsonTypeInfo<T> shape, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://operator" + path) { Content = JsonContent.Create(wish, shape) };
        using var response = await http.SendAsync(request, cancel);
        return await response.Content.ReadFromJsonAsync(OperatorJson.Default.Said, cancel) ?? new Said(null, "The server said nothing.");
    }

    public void Dispose() => http.Dispose();
}
