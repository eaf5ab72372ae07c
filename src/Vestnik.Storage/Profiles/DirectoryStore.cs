using System.Text;
using Vestnik.Homeserver.Profiles;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Profiles;

/// <summary>The user directory in SQL.</summary>
public sealed class DirectoryStore(Database database) : IDirectoryStore
{
    private const string Find = """
        SELECT DISTINCT user_id FROM directory_terms WHERE term >= @first AND term < @after ORDER BY user_id LIMIT @limit
        """;

    private const string Remove = "DELETE FROM directory_terms WHERE user_id = @user_id";

    private const string Add = "INSERT INTO directory_terms (term, user_id) VALUES (@term, @user_id)";

    public async ValueTask<IReadOnlyList<UserId>> FindAsync(string beginning, int limit, CancellationToken cancel)
    {
        var first = Encoding.UTF8.GetBytes(beginning);

        // No UTF-8 holds the byte 255, so this is the end of all that begins so.
        byte[] after = [.. first, 0xFF];
        return await database.ReadAsync(
            sql => sql.All(
                Find, row => UserId.Parse(row.GetString(0)), ("first", first), ("after", after), ("limit", (long)limit)),
            cancel);
    }

    /// <summary>Lists somebody under their names, within a transaction of their shard.</summary>
    internal static void List(Session sql, UserId user, string? displayName)
    {
        Strike(sql, user);
        foreach (var term in DirectoryTerms.Of(user, displayName))
        {
            sql.Execute(Add, ("term", Encoding.UTF8.GetBytes(term)), ("user_id", user.ToString()));
        }
    }

    /// <summary>Lists somebody no longer.</summary>
    internal static void Strike(Session sql, UserId user) => sql.Execute(Remove, ("user_id", user.ToString()));
}
