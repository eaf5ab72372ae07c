using System.Data.Common;
using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Keys;

/// <summary>The keys of one version of a backup.</summary>
internal static class BackedUpKeyRows
{
    private const long Most = 1_000_000;

    private const string Columns = "room_id, session_id, first_message_index, forwarded_count, is_verified, content";

    private const string Backup = "user_id = @user_id AND version = @version";

    private const string One = $"SELECT {Columns} FROM backed_up_keys WHERE {Backup} AND room_id = @room_id AND session_id = @session_id";

    private const string All = $"""
        SELECT {Columns} FROM backed_up_keys
        WHERE {Backup} AND (room_id, session_id) > (@after_room, @after_session)
        ORDER BY room_id, session_id LIMIT @limit
        """;

    private const string OfRoom = $"""
        SELECT {Columns} FROM backed_up_keys
        WHERE {Backup} AND room_id = @room_id AND session_id > @after_session
        ORDER BY session_id LIMIT @limit
        """;

    private const string Put = $"""
        INSERT INTO backed_up_keys (user_id, version, {Columns})
        VALUES (@user_id, @version, @room_id, @session_id, @first_message_index, @forwarded_count, @is_verified, @content)
        ON CONFLICT (user_id, version, room_id, session_id) DO UPDATE SET
          first_message_index = excluded.first_message_index, forwarded_count = excluded.forwarded_count,
          is_verified = excluded.is_verified, content = excluded.content
        """;

    private const string RemoveAll = $"DELETE FROM backed_up_keys WHERE {Backup}";
    private const string RemoveRoom = $"{RemoveAll} AND room_id = @room_id";
    private const string RemoveOne = $"{RemoveRoom} AND session_id = @session_id";

    private const string NoteChange =
        $"UPDATE key_backups SET key_count = @key_count, changes = @changes WHERE {Backup}";

    public static BackedUpKey? Find(Session sql, UserId owner, long version, RoomId room, string session) => sql.First(
        One, Read, ("user_id", owner.ToString()), ("version", version), ("room_id", room.ToString()), ("session_id", session));

    public static List<BackedUpKey> Page(
        Session sql, UserId owner, long version, RoomId? room, (string Room, string Session) after, int limit) =>
        room is { } one
            ? sql.All(
                OfRoom, Read,
                ("user_id", owner.ToString()), ("version", version), ("room_id", one.ToString()),
                ("after_session", after.Session), ("limit", (long)limit))
            : sql.All(
                All, Read,
                ("user_id", owner.ToString()), ("version", version),
                ("after_room", after.Room), ("after_session", after.Session), ("limit", (long)limit));

    /// <summary>Keeps of each session the better key; the backup afterwards.</summary>
    public static Outcome<KeyBackup> PutAll(Session sql, UserId owner, KeyBackup backup, IReadOnlyList<BackedUpKey> keys)
    {
        if (backup.Count + keys.Count > Most)
        {
            return MatrixError.TooLarge($"A backup holds at most {Most} keys.");
        }

        var (added, changed) = (0L, false);
        foreach (var key in keys)
        {
            var known = Find(sql, owner, backup.Version, key.Room, key.Session);
            if (known is not null && !key.IsBetterThan(known))
            {
                continue;
            }

            sql.Execute(
                Put,
                ("user_id", owner.ToString()), ("version", backup.Version),
                ("room_id", key.Room.ToString()), ("session_id", key.Session),
                ("first_message_index", key.FirstMessageIndex), ("forwarded_count", key.ForwardedCount),
                ("is_verified", key.IsVerified ? 1L : 0L), ("content", key.Content));
            changed = true;
            added += known is null ? 1 : 0;
        }

        return Note(sql, owner, backup, added, changed);
    }

    /// <summary>Removes all keys of a version, of one room in it, or of one session; how many there were.</summary>
    public static int Remove(Session sql, UserId owner, long version, RoomId? room, string? session) => (room, session) switch
    {
        ({ } one, { } id) => sql.Execute(
            RemoveOne, ("user_id", owner.ToString()), ("version", version), ("room_id", one.ToString()), ("session_id", id)),
        ({ } one, null) => sql.Execute(
            RemoveRoom, ("user_id", owner.ToString()), ("version", version), ("room_id", one.ToString())),
        _ => sql.Execute(RemoveAll, ("user_id", owner.ToString()), ("version", version)),
    };

    /// <summary>Writes down that keys came or went; the backup afterwards.</summary>
    public static KeyBackup Note(Session sql, UserId owner, KeyBackup backup, long added, bool changed)
    {
        if (!changed)
        {
            return backup;
        }

        var noted = backup with { Count = backup.Count + added, Changes = backup.Changes + 1 };
        sql.Execute(
            NoteChange,
            ("key_count", noted.Count), ("changes", noted.Changes), ("user_id", owner.ToString()), ("version", noted.Version));
        return noted;
    }

    private static BackedUpKey Read(DbDataReader row) => new()
    {
        Room = RoomId.Parse(row.GetString(0)),
        Session = row.GetString(1),
        FirstMessageIndex = row.GetInt64(2),
        ForwardedCount = row.GetInt64(3),
        IsVerified = row.GetInt64(4) != 0,
        Content = row.GetFieldValue<byte[]>(5),
    };
}
