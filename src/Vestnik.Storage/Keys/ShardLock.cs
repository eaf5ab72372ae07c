using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>Makes this transaction the only one that changes facts of its shard, until it ends; a read after it sees all that came before.</summary>
/// <remarks>Whatever is decided by what is stored (is the key's id free, which key is the oldest) takes it first.</remarks>
internal static class ShardLock
{
    private const string Lock = "SELECT head FROM shards WHERE shard = @shard";

    public static void Take(WriteTransaction transaction) =>
        transaction.Sql.Number($"{Lock} {transaction.Sql.Dialect.LockRow}", ("shard", (long)transaction.Shard));
}
