using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Timers;
using Vestnik.Storage.Timers;

namespace Vestnik.Server.Tests.Storage;

/// <summary>What must happen later happens, and one server at a time does it.</summary>
public sealed class TimerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task A_timer_that_somebody_has_taken_is_nobody_elses_until_the_lease_ends(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        var timers = new TimerRows(database);
        await timers.SetAsync("remind", "anna", Noon);

        (await timers.TakeAsync(Noon.AddSeconds(-1), Lease, 10)).ShouldBeEmpty();
        (await timers.TakeAsync(Noon, Lease, 10)).Select(timer => timer.Key).ShouldBe(["anna"]);
        (await timers.TakeAsync(Noon.AddMinutes(1), Lease, 10)).ShouldBeEmpty();
        (await timers.TakeAsync(Noon.AddMinutes(6), Lease, 10)).Select(timer => timer.Key).ShouldBe(["anna"]);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task A_settled_timer_is_gone_or_comes_again_when_it_was_told_to(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        var timers = new TimerRows(database);
        await timers.SetAsync("once", "anna", Noon);
        await timers.SetAsync("hourly", "boris", Noon);

        foreach (var timer in await timers.TakeAsync(Noon, Lease, 10))
        {
            await timers.SettleAsync(timer, timer.Kind == "hourly" ? Noon.AddHours(1) : null);
        }

        (await timers.TakeAsync(Noon.AddMinutes(59), Lease, 10)).ShouldBeEmpty();
        (await timers.TakeAsync(Noon.AddHours(1), Lease, 10)).Select(timer => timer.Key).ShouldBe(["boris"]);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task A_late_worker_does_not_settle_what_another_has_taken_since(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        var timers = new TimerRows(database);
        await timers.SetAsync("remind", "anna", Noon);
        var late = (await timers.TakeAsync(Noon, Lease, 10)).Single();
        var current = (await timers.TakeAsync(Noon.AddMinutes(6), Lease, 10)).Single();

        await timers.SettleAsync(late, again: null);
        await timers.SettleAsync(current, Noon.AddHours(1));

        (await timers.TakeAsync(Noon.AddHours(1), Lease, 10)).Single().Key.ShouldBe("anna");
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task An_errand_that_is_asked_for_again_while_it_is_being_done_is_done_once_more(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        var timers = new TimerRows(database);
        var errand = new Errand("tell", "anna");
        var shard = database.ShardOf("anna");
        await database.WriteAsync(shard, transaction => TimerRows.Set(transaction, errand));

        var first = (await timers.TakeAsync(errand, Noon, Lease)).ShouldNotBeNull();
        (await timers.TakeAsync(errand, Noon, Lease)).ShouldBeNull();
        await database.WriteAsync(shard, transaction => TimerRows.Set(transaction, errand));
        await timers.SettleAsync(first, again: null);

        var second = (await timers.TakeAsync(errand, Noon, Lease)).ShouldNotBeNull();
        await timers.SettleAsync(second, again: null);
        (await timers.TakeAsync(errand, Noon.AddHours(1), Lease)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task An_errand_whose_change_was_not_stored_is_never_done(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        var timers = new TimerRows(database);
        var errand = new Errand("tell", "anna");
        archive.Gate.FailNext(1);

        await Should.ThrowAsync<StoreUnavailableException>(() => database.WriteAsync(0, transaction => TimerRows.Set(transaction, errand)));
        (await timers.TakeAsync(errand, Noon, Lease)).ShouldBeNull();

        await database.WriteAsync(0, transaction => TimerRows.Set(transaction, errand));
        (await timers.TakeAsync(Noon, Lease, 10)).Select(timer => timer.Key).ShouldBe(["anna"]);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task A_server_that_starts_alone_takes_what_a_dead_one_had_taken(string kind)
    {
        using var archive = Archives.Of(kind);
        using var database = archive.Open();
        var timers = new TimerRows(database);
        await timers.SetAsync("remind", "anna", Noon);
        (await timers.TakeAsync(Noon, Lease, 10)).Count.ShouldBe(1);

        await timers.EndLeasesAsync();

        (await timers.TakeAsync(Noon, Lease, 10)).Select(timer => timer.Key).ShouldBe(["anna"]);
    }
}
