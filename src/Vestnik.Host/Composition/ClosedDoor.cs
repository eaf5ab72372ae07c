using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Vestnik.Host.Composition;

/// <summary>
/// Stands where Orleans would listen for other silos. One machine is one silo with in-process clustering: nobody else is
/// there to connect, so no port is opened.
/// </summary>
internal sealed class ClosedDoor : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new(new Silence(endpoint));

    /// <summary>Replaces every listener that Orleans has registered, whatever its key.</summary>
    public static void Close(IServiceCollection services)
    {
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i] is { IsKeyedService: true, ServiceKey: { } key } service
                && service.ServiceType == typeof(IConnectionListenerFactory))
            {
                services[i] = ServiceDescriptor.KeyedSingleton<IConnectionListenerFactory>(key, (_, _) => new ClosedDoor());
            }
        }
    }

    private sealed class Silence(EndPoint endPoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> nobody = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await nobody.Task.WaitAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            nobody.TrySetResult(null);
            return default;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
