using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>
/// Makes that the bytes of what is deleted are gone from SQLite's files: its page is overwritten in place, and the log of old
/// pages is emptied. PostgreSQL does both by itself in time: rows by autovacuum, its log as segments are reused.
/// </summary>
/// <remarks>Source: https://www.sqlite.org/pragma.html#pragma_secure_delete and https://www.sqlite.org/pragma.html#pragma_wal_checkpoint</remarks>
internal sealed class OldPages(Database database) : IOldPages
{
    // The same size, so SQLite writes over the old bytes where they lie, on overflow pages too.
    private const string Zeros = "UPDATE events SET body = zeroblob(length(body)) WHERE room = @room AND seq = @seq AND redacted_by IS NULL";

    /// <summary>Overwrites an event's body that is about to be replaced.</summary>
    public static void Blank(Session sql, long room, long sequence)
    {
        if (sql.Dialect == Dialect.Sqlite)
        {
            sql.Execute(Zeros, ("room", room), ("seq", sequence));
        }
    }

    public bool Wipe() => database.Dialect != Dialect.Sqlite || database.EmptyLog();
}
