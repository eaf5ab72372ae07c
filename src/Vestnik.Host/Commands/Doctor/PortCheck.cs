using System.Net;
using System.Net.Sockets;

namespace Vestnik.Host.Commands.Doctor;

/// <summary>Each port of Kestrel's endpoints is free, or held by a running Vestnik.</summary>
internal static class PortCheck
{
    public static async Task<List<Finding>> LookAsync(IConfiguration configuration, CancellationToken cancel)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().ToList();
        if (endpoints.Count == 0)
        {
            return [Finding.Bad("ports", "Kestrel:Endpoints names none, so nobody could reach the server.")];
        }

        List<Finding> findings = [];
        foreach (var endpoint in endpoints)
        {
            var subject = $"port of {endpoint.Key}";
            findings.Add(Uri.TryCreate(endpoint["Url"], UriKind.Absolute, out var address)
                ? await LookAsync(subject, address, cancel)
                : Finding.Bad(subject, $"Kestrel:Endpoints:{endpoint.Key}:Url is not an address, such as http://localhost:8008."));
        }

        return findings;
    }

    private static async Task<Finding> LookAsync(string subject, Uri address, CancellationToken cancel)
    {
        var host = IPAddress.TryParse(address.Host, out var ip) ? ip : address.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var listener = new TcpListener(host, address.Port);
            listener.Start();
            return Finding.Good(subject, $"{address.Port} is free.");
        }
        catch (SocketException problem) when (problem.SocketErrorCode is SocketError.AccessDenied)
        {
            return Finding.Bad(subject, $"This user may not open {address.Port}. Take a port above 1023, or let the service manager grant CAP_NET_BIND_SERVICE.");
        }
        catch (SocketException)
        {
            return address.Scheme == Uri.UriSchemeHttps
                ? Finding.Doubtful(subject, $"{address.Port} is held. If that is not this server running, `ss -ltnp sport = :{address.Port}` names the program.")
                : await IsVestnikAsync(address, cancel)
                ? Finding.Good(subject, $"{address.Port} is held by a running Vestnik that says it is well.")
                : Finding.Bad(subject, $"{address.Port} is held by another program: `ss -ltnp sport = :{address.Port}` names it.");
        }
    }

    private static async Task<bool> IsVestnikAsync(Uri address, CancellationToken cancel)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { Host = "127.0.0.1", Path = "/health" }.Uri);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            return response.IsSuccessStatusCode && await response.Content.ReadAsStringAsync(patience.Token) == "ok\n";
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
