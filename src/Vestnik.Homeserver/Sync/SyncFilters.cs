using System.Collections.Concurrent;
using System.Text;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Filters;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>The filters that requests name: inline, or by the id of one that was uploaded. Read once: the filter behind an id never changes.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#filtering</remarks>
public sealed class SyncFilters(IFilterStore store)
{
    private const int Capacity = 10_000;
    private const int LongestKept = 2048;

    private readonly ConcurrentDictionary<(UserId User, string Filter), SyncFilter> known = new();

    /// <param name="user">Whose filter.</param>
    /// <param name="filter">JSON, an id, or null for none.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <returns>The filter, or <c>M_INVALID_PARAM</c>, <c>M_NOT_JSON</c>, <c>M_BAD_JSON</c>, <c>M_TOO_LARGE</c>.</returns>
    public async ValueTask<Outcome<SyncFilter>> FindAsync(UserId user, string? filter, CancellationToken cancel)
    {
        if (filter is null or "")
        {
            return SyncFilter.Default;
        }

        if (known.TryGetValue((user, filter), out var read))
        {
            return read;
        }

        var json = filter.StartsWith('{') ? Encoding.UTF8.GetBytes(filter) : await store.FindAsync(user, filter, cancel);
        return json is null
            ? MatrixError.InvalidParam("There is no such filter.")
            : SyncFilter.Parse(json).Select(parsed => Keep(user, filter, parsed));
    }

    private SyncFilter Keep(UserId user, string filter, SyncFilter parsed)
    {
        if (known.Count >= Capacity)
        {
            known.Clear();
        }

        if (filter.Length <= LongestKept)
        {
            known[(user, filter)] = parsed;
        }

        return parsed;
    }
}
