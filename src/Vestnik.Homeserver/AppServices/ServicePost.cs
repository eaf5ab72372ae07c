namespace Vestnik.Homeserver.AppServices;

/// <summary>The shell around <see cref="ServiceCourier"/>: one round of work at a time, and another when somebody rang meanwhile.</summary>
internal sealed class ServicePost(ServiceCouriers couriers) : Grain, IServicePost, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private ServiceCourier? courier;
    private Task work = Task.CompletedTask;
    private bool rung;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        courier = couriers.Of(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await leaving.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public void Dispose() => leaving.Dispose();

    public Task RingAsync()
    {
        rung = true;
        if (courier is { Rests: false } ready && work.IsCompleted)
        {
            work = WorkAsync(ready);
        }

        return Task.CompletedTask;
    }

    public Task WakeAsync()
    {
        courier?.Wake();
        return RingAsync();
    }

    // Nobody waits for it: whoever rings goes on.
    private async Task WorkAsync(ServiceCourier ready)
    {
        while (rung && !ready.Rests && !leaving.IsCancellationRequested)
        {
            rung = false;
            await ready.WorkAsync(leaving.Token);
        }
    }
}
