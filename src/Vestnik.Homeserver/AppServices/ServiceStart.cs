using Microsoft.Extensions.Hosting;
using Vestnik.Homeserver.Silos;

namespace Vestnik.Homeserver.AppServices;

/// <summary>
/// Before the doors open: every application service has its sender's account and is told of what happens from now on; what was
/// kept for one that the operator has taken away goes.
/// </summary>
internal sealed class ServiceStart(
    RegisteredServices services, ServiceAccounts accounts, IServiceQueues queues, ICommittedHeads heads, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await queues.KeepOnlyAsync([.. services.All.Select(service => service.Id)]);
        if (services.All.Count == 0)
        {
            return;
        }

        await accounts.FoundSendersAsync(cancellationToken);

        // Numbers go on from the time, so that one who was taken away and comes back does not meet old ones.
        var queue = new ServiceProgress
        {
            Transaction = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Positions = await heads.ReadAsync(cancellationToken),
        };
        foreach (var service in services.All)
        {
            await queues.OpenAsync(service.Id, queue);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
