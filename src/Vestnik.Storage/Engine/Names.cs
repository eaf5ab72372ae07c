using System.Collections.Concurrent;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Storage.Engine;

/// <summary>Numbers users and strings, so that rows and indexes hold eight bytes instead of text. A number once given stays.</summary>
/// <remarks>Only committed numbers are remembered: a number given in a transaction that rolls back does not exist.</remarks>
public sealed class Names
{
    private const int Capacity = 1_000_000;

    private const string FindUserNid = "SELECT nid FROM users WHERE user_id = @text";
    private const string AddUser = "INSERT INTO users (user_id) VALUES (@text) ON CONFLICT DO NOTHING";
    private const string FindStringNid = "SELECT nid FROM strings WHERE text = @text";
    private const string AddString = "INSERT INTO strings (text) VALUES (@text) ON CONFLICT DO NOTHING";

    private readonly ConcurrentDictionary<string, long> users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> strings = new(StringComparer.Ordinal);

    /// <summary>The user's number, given now when there is none.</summary>
    public long User(WriteTransaction transaction, UserId user) => Give(transaction, users, user.ToString(), FindUserNid, AddUser);

    /// <summary>The string's number, given now when there is none.</summary>
    public long String(WriteTransaction transaction, string text) => Give(transaction, strings, text, FindStringNid, AddString);

    /// <summary>The user's number, or null for somebody this database has never heard of.</summary>
    public long? FindUser(Session session, UserId user) => Find(session, users, user.ToString(), FindUserNid);

    /// <summary>The string's number, or null for one this database has never heard of.</summary>
    public long? FindString(Session session, string text) => Find(session, strings, text, FindStringNid);

    private static long? Find(Session session, ConcurrentDictionary<string, long> known, string text, string find)
    {
        if (known.TryGetValue(text, out var nid))
        {
            return nid;
        }

        if (session.Number(find, ("text", text)) is not { } stored)
        {
            return null;
        }

        // A session that writes may see numbers that are not committed yet.
        if (!session.IsWriting)
        {
            Remember(known, text, stored);
        }

        return stored;
    }

    private static long Give(WriteTransaction transaction, ConcurrentDictionary<string, long> known, string text, string find, string add)
    {
        if (known.TryGetValue(text, out var nid))
        {
            return nid;
        }

        if (transaction.Sql.Number(find, ("text", text)) is not { } given)
        {
            transaction.Sql.Execute(add, ("text", text));
            given = transaction.Sql.Number(find, ("text", text))
                ?? throw new InvalidOperationException("A name was added and is not there.");
        }

        transaction.AfterCommit(() => Remember(known, text, given));
        return given;
    }

    private static void Remember(ConcurrentDictionary<string, long> known, string text, long nid)
    {
        if (known.Count >= Capacity)
        {
            known.Clear();
        }

        known[text] = nid;
    }
}
