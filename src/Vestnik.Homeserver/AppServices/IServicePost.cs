namespace Vestnik.Homeserver.AppServices;

/// <summary>Where an application service's transactions are made and sent: one place in the cluster. The key is the service's id.</summary>
[Alias("Vestnik.IServicePost")]
internal interface IServicePost : IGrainWithStringKey
{
    /// <summary>There may be something to tell. Nothing happens while the service is left in peace.</summary>
    [Alias("RingAsync")]
    Task RingAsync();

    /// <summary>The service has shown that it is there: it is told at once.</summary>
    [Alias("WakeAsync")]
    Task WakeAsync();
}
