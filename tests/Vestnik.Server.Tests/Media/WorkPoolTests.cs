using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Errors;

namespace Vestnik.Server.Tests.Media;

public sealed class WorkPoolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Few_are_worked_on_few_wait_and_whoever_comes_then_is_told_to_come_again()
    {
        using var pool = new WorkPool(atOnce: 2, mostWaiting: 1, Patience, TimeProvider.System);
        var gate = new TaskCompletionSource();
        var (running, most) = (0, 0);
        async Task<Outcome<int>> WorkAsync(CancellationToken cancel)
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await gate.Task.WaitAsync(cancel);
            return Interlocked.Decrement(ref running);
        }

        var taken = Enumerable.Range(0, 3).Select(_ => pool.RunAsync(WorkAsync)).ToList();
        (await pool.RunAsync(WorkAsync)).Accepted(out _, out var refusal).ShouldBeFalse();

        refusal!.Code.ShouldBe("M_LIMIT_EXCEEDED");
        refusal.Status.ShouldBe(429);
        gate.SetResult();
        (await Task.WhenAll(taken)).Count(outcome => outcome.Match(_ => true, _ => false)).ShouldBe(3);
        most.ShouldBe(2);
        (await pool.RunAsync(WorkAsync)).Accepted(out _, out _).ShouldBeTrue("there is room again");
    }

    [Fact]
    public async Task Work_that_fails_gives_its_place_back()
    {
        using var pool = new WorkPool(atOnce: 1, mostWaiting: 0, Patience, TimeProvider.System);

        await Should.ThrowAsync<InvalidOperationException>(() => pool.RunAsync<int>(_ => throw new InvalidOperationException()));

        (await pool.RunAsync(_ => Task.FromResult<Outcome<int>>(1))).Accepted(out _, out _).ShouldBeTrue();
    }
}
