using Vestnik.Homeserver.Feed;
using Vestnik.Storage.Engine;

namespace Vestnik.Server.Tests.Storage;

/// <summary>What the archive's engine promises, on both databases: architecture.md 3.4 to 3.6 and 3.14.</summary>
public sealed class EngineTests
{
    private const string Note = "INSERT INTO strings (text) VALUES (@text)";
    private const string Count = "SELECT COUNT(*) FROM strings";

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task What_was_acknowledged_is_there_after_a_restart(string kind)
    {
        using var archive = Archives.Of(kind);
        using (var database = archive.Open())
        {
            await database.WriteAsync(0, transaction => transaction.Sql.Execute(Note, ("text", "m.room.message")));
        }

        using var reopened = archive.Open();
        (await reopened.ReadAsync(sql => sql.Number(Count), TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task Positions_of_a_shard_have_no_holes_and_are_told_in_their_order(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        var shards = database.Dialect.Shards;

        var writes = Enumerable.Range(0, 400)
            .Select(i => database.WriteAsync(i % shards, transaction => transaction.Announce(new Noted(i))))
            .ToList();
        await Task.WhenAll(writes);

        foreach (var shard in archive.Listener.Facts.GroupBy(fact => fact.Shard))
        {
            shard.Select(fact => fact.Position).ShouldBe(Enumerable.Range(1, shard.Count()).Select(i => (long)i));
        }

        archive.Listener.Facts.Count.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task Two_processes_share_a_shard_without_holes_or_doubles(string kind)
    {
        Assert.SkipWhen(kind == Archives.Sqlite, "One process owns the file.");
        using var archive = Archives.Of(kind);
        using var here = archive.Open();
        using var there = archive.Open();

        var writes = Enumerable.Range(0, 300)
            .Select(i => (i % 2 == 0 ? here : there).WriteAsync(i % 3, transaction => transaction.Announce(new Noted(i))))
            .ToList();
        var positions = await Task.WhenAll(writes);

        positions.Select((position, i) => (Shard: i % 3, position)).Distinct().Count().ShouldBe(300);
        positions.Max().ShouldBe(100);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task One_writers_failure_costs_the_others_of_its_batch_nothing(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open(lanes: 1);
        using var open = new ManualResetEventSlim();
        var blocker = database.WriteAsync(0, _ => open.Wait());

        var good = Enumerable.Range(0, 10)
            .Select(i => database.WriteAsync(0, transaction => transaction.Sql.Execute(Note, ("text", $"type {i}"))))
            .ToList();
        var bad = database.WriteAsync(0, transaction =>
        {
            transaction.Sql.Execute(Note, ("text", "half a fact"));
            throw new FormatException("a refusal inside");
        });
        open.Set();

        await Task.WhenAll([blocker, .. good]);
        await Should.ThrowAsync<FormatException>(() => bad);
        (await database.ReadAsync(sql => sql.Number(Count), TestContext.Current.CancellationToken)).ShouldBe(10);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task A_commit_that_fails_leaves_no_trace_and_the_next_one_succeeds(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        archive.Gate.FailNext(1);

        await Should.ThrowAsync<StoreUnavailableException>(() => NoteAsync(database, "lost"));
        await NoteAsync(database, "kept");

        (await database.ReadAsync(sql => sql.All("SELECT text FROM strings", row => row.GetString(0)), TestContext.Current.CancellationToken))
            .ShouldBe(["kept"]);
        archive.Listener.Facts.Single().ShouldBe(new CommittedFact(0, 1, new Noted(0)));
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task A_commit_whose_outcome_is_unknown_is_never_acknowledged(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        archive.Gate.SilenceNext(1);

        await Should.ThrowAsync<StoreUnavailableException>(() => NoteAsync(database, "perhaps"));
        await NoteAsync(database, "kept");

        archive.Listener.Facts.Select(fact => fact.Position).ShouldBe([2L]);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task What_a_commit_of_unknown_outcome_has_kept_is_announced_before_its_writer_is_refused(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        archive.Gate.SilenceNext(1);

        await Should.ThrowAsync<StoreUnavailableException>(() => NoteAsync(database, "perhaps"));

        archive.Listener.UntoldHeads.ShouldBe([(0, 1L)]);
    }

    private static Task NoteAsync(Database database, string text) => database.WriteAsync(0, transaction =>
    {
        transaction.Sql.Execute(Note, ("text", text));
        transaction.Announce(new Noted(0));
    });

    private sealed record Noted(int Number) : Fact;
}
