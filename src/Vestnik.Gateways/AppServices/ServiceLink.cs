using System.Net.Http.Headers;
using Vestnik.Homeserver.AppServices;
using Vestnik.Outbound;

namespace Vestnik.Gateways.AppServices;

/// <summary>Speaks HTTP to application services. The operator has named their addresses, so private ones are open to it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#authorisation</remarks>
public sealed class ServiceLink : IServiceLink, IDisposable
{
    private const int LargestAnswerBytes = 1024 * 1024;

    private readonly GuardedClient client;

    /// <param name="policy">Of the installation.</param>
    /// <param name="services">Whose hosts are added to it.</param>
    public ServiceLink(OutboundPolicy policy, RegisteredServices services)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(services);
        client = new GuardedClient(policy with
        {
            AllowedPrivateHosts = [.. policy.AllowedPrivateHosts, .. services.All.Select(service => service.Url?.Host.Trim('[', ']')).OfType<string>()],
        });
    }

    public async Task<ServiceAnswer> AskAsync(AppService service, ServiceQuestion question, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(question);
        var answer = await AskAsync(service, question, question.Path, cancel).ConfigureAwait(false);
        return question.OldPath is { } old && answer.Status is 404 or 405 or 500 or 501
            ? await AskAsync(service, question, old, cancel).ConfigureAwait(false)
            : answer;
    }

    public void Dispose() => client.Dispose();

    private async Task<ServiceAnswer> AskAsync(AppService service, ServiceQuestion question, string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(new HttpMethod(question.Method), new Uri(service.Url!.AbsoluteUri.TrimEnd('/') + path));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {service.OurToken}");
        if (question.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            var answer = await client.SendAsync(request, LargestAnswerBytes, question.Patience, cancel).ConfigureAwait(false);
            return new(ServiceReach.Answered, (int)answer.Status, answer.Body);
        }
        catch (OutboundException failed)
        {
            return new(failed.Problem == OutboundProblem.TooSlow ? ServiceReach.TooSlow : ServiceReach.Unreachable, 0, default);
        }
    }
}
