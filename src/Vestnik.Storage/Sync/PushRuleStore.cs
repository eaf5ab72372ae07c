using Vestnik.Homeserver.Push;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Sync;

/// <summary>Push rules in SQL.</summary>
public sealed class PushRuleStore(Database database) : IPushRuleStore
{
    private const string Find = "SELECT rules, position FROM push_rules WHERE person = @person";

    private const string Owners = "SELECT user_id FROM push_rules JOIN users ON users.nid = push_rules.person";

    private const string Put = """
        INSERT INTO push_rules (person, rules, position) VALUES (@person, @rules, @position)
        ON CONFLICT (person) DO UPDATE SET rules = excluded.rules, position = excluded.position
        """;

    private const string RemoveAll = "DELETE FROM push_rules WHERE person = @person";

    public int ShardOf(UserId user) => database.ShardOf(user.ToString());

    public ValueTask<StoredPushRules?> FindAsync(UserId user, CancellationToken cancel) =>
        database.ReadAsync(
            sql => database.Names.FindUser(sql, user) is { } person
                ? sql.First(Find, row => new StoredPushRules((byte[])row.GetValue(0), row.GetInt64(1)), ("person", person))
                : null,
            cancel);

    public async ValueTask<IReadOnlyList<UserId>> OwnersAsync(CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(Owners, row => UserId.Parse(row.GetString(0))), cancel);

    /// <summary>Removes a person's rules within a transaction.</summary>
    internal static void Remove(Session sql, Names names, UserId user)
    {
        if (names.FindUser(sql, user) is { } person)
        {
            sql.Execute(RemoveAll, ("person", person));
        }
    }

    public Task<Outcome<long>> ChangeAsync(UserId user, Func<byte[]?, Outcome<byte[]>> change) =>
        database.WriteAsync(ShardOf(user), transaction =>
        {
            var person = database.Names.User(transaction, user);
            var before = transaction.Sql.First(Find, row => (byte[])row.GetValue(0), ("person", person));
            return change(before).Select(rules =>
            {
                var position = transaction.Announce(new PushRulesChanged(user));
                transaction.Sql.Execute(Put, ("person", person), ("rules", rules), ("position", position));
                return position;
            });
        });
}
