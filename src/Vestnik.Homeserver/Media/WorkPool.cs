using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Media;

/// <summary>Lets few pieces of work be done at a time, and few wait: memory and processor stay bounded whoever asks.</summary>
/// <param name="atOnce">How many are done at a time.</param>
/// <param name="mostWaiting">How many wait; whoever comes then is refused.</param>
/// <param name="patience">How long one may take; its cancellation says so.</param>
/// <param name="clock">Tells when that is over.</param>
public sealed class WorkPool(int atOnce, int mostWaiting, TimeSpan patience, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim places = new(atOnce);
    private int asking;

    /// <summary>Does the work in its turn.</summary>
    /// <returns>What came of it; <c>M_LIMIT_EXCEEDED</c> when too many wait already.</returns>
    public async Task<Outcome<T>> RunAsync<T>(Func<CancellationToken, Task<Outcome<T>>> work)
    {
        if (Interlocked.Increment(ref asking) > atOnce + mostWaiting)
        {
            Interlocked.Decrement(ref asking);
            return Full;
        }

        try
        {
            await places.WaitAsync();
            try
            {
                using var limit = new CancellationTokenSource(patience, clock);
                return await work(limit.Token);
            }
            finally
            {
                places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref asking);
        }
    }

    public void Dispose() => places.Dispose();

    private static MatrixError Full => MatrixError.LimitExceeded(TimeSpan.FromSeconds(2)) with
    {
        Message = "The server does too much of this at the moment; ask again in a moment.",
    };
}
