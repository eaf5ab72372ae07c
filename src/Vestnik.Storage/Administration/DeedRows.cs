using Vestnik.Homeserver.Administration;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Administration;

/// <summary>What administrators have done, in SQL.</summary>
internal sealed class DeedRows(Database database) : IDeedLog
{
    private const string Insert = "INSERT INTO deeds (done_at, doer, deed, subject) VALUES (@done_at, @doer, @deed, @subject)";

    private const string List = "SELECT done_at, doer, deed, subject FROM deeds ORDER BY nid DESC LIMIT @limit OFFSET @skip";

    public Task NoteAsync(Deed deed) => database.WriteAsync(database.ShardOf(deed.Doer), transaction => transaction.Sql.Execute(
        Insert, ("done_at", deed.At), ("doer", deed.Doer), ("deed", deed.What), ("subject", deed.Subject)));

    public async ValueTask<IReadOnlyList<Deed>> ListAsync(int skip, int limit, CancellationToken cancel) => await database.ReadAsync(
        sql => sql.All(
            List,
            row => new Deed(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3)),
            ("limit", (long)limit),
            ("skip", (long)skip)),
        cancel);
}
