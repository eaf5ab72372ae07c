namespace Vestnik.Storage.Engine;

/// <summary>A piece of work that waits for its batch.</summary>
internal abstract class PendingWrite(int shard)
{
    private static long queued;

    public int Shard { get; } = shard;

    /// <summary>Shard first, then the order of queueing.</summary>
    public (int Shard, long Queued) Order { get; } = (shard, Interlocked.Increment(ref queued));

    public abstract void Run(WriteTransaction transaction);

    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

internal sealed class PendingWrite<T>(int shard, Func<WriteTransaction, T> work) : PendingWrite(shard)
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Completion => completion.Task;

    public override void Run(WriteTransaction transaction) => result = work(transaction);

    public override void Complete() => completion.TrySetResult(result!);

    public override void Fail(Exception failure) => completion.TrySetException(failure);
}
