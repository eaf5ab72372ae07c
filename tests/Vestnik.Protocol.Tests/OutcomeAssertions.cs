using Shouldly;
using Vestnik.Protocol.Errors;

namespace Vestnik.Protocol.Tests;

internal static class OutcomeAssertions
{
    /// <summary>The accepted value; the test fails with the refusal's sentence otherwise.</summary>
    public static T Must<T>(this Outcome<T> outcome) =>
        outcome.Match(value => value, refusal => throw new ShouldAssertException($"{refusal.Code}: {refusal.Message}"));

    /// <summary>The refusal's code; the test fails when it was accepted.</summary>
    public static string MustRefuse<T>(this Outcome<T> outcome) =>
        outcome.Match(_ => throw new ShouldAssertException("It was accepted."), refusal => refusal.Code);
}
