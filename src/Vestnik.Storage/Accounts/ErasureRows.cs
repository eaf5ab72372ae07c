using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Accounts;

/// <summary>Erased accounts in SQL.</summary>
internal sealed class ErasureRows(Database database) : IErasures
{
    private const string Find = "SELECT 1 FROM accounts WHERE user_id = @user_id AND is_erased = 1";

    private const string All = "SELECT user_id, deactivated_at FROM accounts WHERE is_erased = 1";

    public ValueTask<bool> IsErasedAsync(UserId user, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.Number(Find, ("user_id", user.ToString())) is not null, cancel);

    public async ValueTask<IReadOnlyList<(UserId User, long At)>> AllAsync(CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(All, row => (UserId.Parse(row.GetString(0)), row.GetInt64(1))), cancel);
}
