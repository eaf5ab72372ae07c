using System.Collections.Frozen;
using System.Data.Common;
using System.Security.Cryptography;
using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Errors;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>One-time and fallback keys of one device, by the device's number.</summary>
internal static class OneTimeKeyRows
{
    /// <summary>Clients keep about 50 of one algorithm.</summary>
    private const long Most = 1000;

    private const string CountOneTime = "SELECT algorithm, COUNT(*) FROM one_time_keys WHERE device = @device GROUP BY algorithm";

    private const string UnusedFallback = "SELECT algorithm FROM fallback_keys WHERE device = @device AND is_used = 0 ORDER BY algorithm";

    private const string Find = "SELECT key FROM one_time_keys WHERE device = @device AND algorithm = @algorithm AND key_id = @key_id";

    private const string FindGiven =
        "SELECT hash FROM given_one_time_keys WHERE device = @device AND algorithm = @algorithm AND key_id = @key_id";

    private const string Add =
        "INSERT INTO one_time_keys (device, algorithm, key_id, key) VALUES (@device, @algorithm, @key_id, @key)";

    private const string TakeOldest = """
        DELETE FROM one_time_keys WHERE nid =
          (SELECT nid FROM one_time_keys WHERE device = @device AND algorithm = @algorithm ORDER BY nid LIMIT 1)
        RETURNING key_id, key
        """;

    private const string NoteGiven = """
        INSERT INTO given_one_time_keys (device, algorithm, key_id, hash) VALUES (@device, @algorithm, @key_id, @hash)
        ON CONFLICT (device, algorithm, key_id) DO UPDATE SET hash = excluded.hash
        """;

    private const string FindFallback = "SELECT key_id, key, is_used FROM fallback_keys WHERE device = @device AND algorithm = @algorithm";

    private const string UseFallback =
        "UPDATE fallback_keys SET is_used = 1 WHERE device = @device AND algorithm = @algorithm AND is_used = 0";

    private const string SetFallback = """
        INSERT INTO fallback_keys (device, algorithm, key_id, key, is_used) VALUES (@device, @algorithm, @key_id, @key, 0)
        ON CONFLICT (device, algorithm) DO UPDATE SET key_id = excluded.key_id, key = excluded.key, is_used = 0
        """;

    public static KeyCount Count(Session sql, long device) => new()
    {
        OneTimeKeys = sql
            .All(CountOneTime, row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), ("device", device))
            .ToFrozenDictionary(StringComparer.Ordinal),
        UnusedFallbackTypes = sql.All(UnusedFallback, row => row.GetString(0), ("device", device)),
    };

    /// <summary>Adds keys that are not known yet, in their order.</summary>
    /// <returns>Why not, or null.</returns>
    public static MatrixError? AddAll(Session sql, long device, IReadOnlyList<OneTimeKey> keys)
    {
        var room = Most - Count(sql, device).OneTimeKeys.Values.Sum();
        foreach (var key in keys)
        {
            if (sql.First(Find, Bytes, Named(device, key)) is { } known)
            {
                if (!known.AsSpan().SequenceEqual(key.Json))
                {
                    return MatrixError.InvalidParam("A one-time key with this id is there already, and it is another key.");
                }

                continue;
            }

            if (sql.First(FindGiven, Bytes, Named(device, key)) is { } given && given.AsSpan().SequenceEqual(SHA256.HashData(key.Json)))
            {
                continue;
            }

            if (--room < 0)
            {
                return MatrixError.TooLarge($"A device may have at most {Most} one-time keys.");
            }

            sql.Execute(Add, [.. Named(device, key), ("key", key.Json)]);
        }

        return null;
    }

    /// <summary>Makes these the fallback keys of their algorithms; a key that is there already keeps its mark of use.</summary>
    public static void SetFallbacks(Session sql, long device, IReadOnlyList<OneTimeKey> keys)
    {
        foreach (var key in keys)
        {
            var known = sql.First(FindFallback, row => Key(row, key.Algorithm), ("device", device), ("algorithm", key.Algorithm));
            if (known?.Id != key.Id || !known.Json.AsSpan().SequenceEqual(key.Json))
            {
                sql.Execute(SetFallback, [.. Named(device, key), ("key", key.Json)]);
            }
        }
    }

    /// <summary>Takes the oldest one-time key, else shows the fallback key; null when there is neither.</summary>
    /// <param name="sql">Within a transaction that holds the shard's lock.</param>
    /// <param name="device">The device's number.</param>
    /// <param name="algorithm">Such as <c>signed_curve25519</c>.</param>
    /// <param name="changed">The device's counts are others now.</param>
    public static OneTimeKey? Take(Session sql, long device, string algorithm, out bool changed)
    {
        if (sql.First(TakeOldest, row => Key(row, algorithm), ("device", device), ("algorithm", algorithm)) is { } taken)
        {
            sql.Execute(NoteGiven, [.. Named(device, taken), ("hash", SHA256.HashData(taken.Json))]);
            changed = true;
            return taken;
        }

        changed = sql.Execute(UseFallback, ("device", device), ("algorithm", algorithm)) > 0;
        return sql.First(FindFallback, row => Key(row, algorithm), ("device", device), ("algorithm", algorithm));
    }

    private static OneTimeKey Key(DbDataReader row, string algorithm) =>
        new() { Algorithm = algorithm, Id = row.GetString(0), Json = Bytes(row, 1) };

    private static byte[] Bytes(DbDataReader row) => Bytes(row, 0);

    private static byte[] Bytes(DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private static (string Name, object? Value)[] Named(long device, OneTimeKey key) =>
        [("device", device), ("algorithm", key.Algorithm), ("key_id", key.Id)];
}
