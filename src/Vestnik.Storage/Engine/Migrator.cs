using System.Reflection;

namespace Vestnik.Storage.Engine;

/// <summary>Applies the numbered migrations of <c>Migrations/</c> that a database has not seen, all in one transaction. A migration is never edited.</summary>
internal static class Migrator
{
    public static void Apply(Session session)
    {
        session.Begin();
        if (session.Dialect.WaitForOtherMigrators is { } wait)
        {
            session.Execute(wait);
        }

        session.Execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY)");
        var applied = session.All("SELECT name FROM migrations", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);
        var assembly = typeof(Migrator).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!resource.EndsWith(".sql", StringComparison.Ordinal) || applied.Contains(resource))
            {
                continue;
            }

            foreach (var statement in StatementsOf(assembly, resource))
            {
                session.Execute(session.Dialect.Translate(statement));
            }

            session.Execute("INSERT INTO migrations (name) VALUES (@name)", ("name", resource));
        }

        for (var shard = 0; shard < session.Dialect.Shards; shard++)
        {
            session.Execute(
                "INSERT INTO shards (shard, head) VALUES (@shard, 0) ON CONFLICT DO NOTHING", ("shard", (long)shard));
        }

        session.Commit();
    }

    // Our migrations hold no semicolon inside a statement.
    private static IEnumerable<string> StatementsOf(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return [.. reader.ReadToEnd().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }
}
