using Vestnik.Homeserver.Limits;

namespace Vestnik.Server.Tests.Limits;

public sealed class TokenBucketsTests
{
    private readonly StandingClock clock = new();

    [Fact]
    public void Somebody_may_do_so_much_at_once_and_then_waits()
    {
        var buckets = new TokenBuckets<string>(new Allowance(3, 2), clock);

        for (var i = 0; i < 3; i++)
        {
            buckets.Take("anna").ShouldBeNull();
        }

        buckets.Take("anna").ShouldBe(TimeSpan.FromSeconds(0.5));
        buckets.Look("anna").ShouldBe(TimeSpan.FromSeconds(0.5));
        buckets.Take("boris").ShouldBeNull();
    }

    [Fact]
    public void Time_gives_back_what_was_taken_but_no_more_than_fits()
    {
        var buckets = new TokenBuckets<string>(new Allowance(3, 2), clock);
        while (buckets.Take("anna") is null)
        {
        }

        clock.Pass(TimeSpan.FromSeconds(0.5));
        buckets.Take("anna").ShouldBeNull();
        buckets.Take("anna").ShouldNotBeNull();

        clock.Pass(TimeSpan.FromHours(1));
        Enumerable.Range(0, 4).Count(_ => buckets.Take("anna") is null).ShouldBe(3);
    }

    [Fact]
    public async Task Many_at_once_do_not_get_more_than_the_allowance()
    {
        var buckets = new TokenBuckets<string>(new Allowance(100, 1), clock);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Enumerable.Range(0, 100).Count(_ => buckets.Take("anna") is null))));

        taken.Sum().ShouldBe(100);
    }
}
