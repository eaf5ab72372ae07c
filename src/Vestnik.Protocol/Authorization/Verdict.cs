namespace Vestnik.Protocol.Authorization;

/// <summary>Whether the rules allow an event, and if not, why.</summary>
public readonly record struct Verdict
{
    private Verdict(string? reason) => Reason = reason;

    public static Verdict Allow { get; }

    /// <summary>One sentence without names; null when allowed.</summary>
    public string? Reason { get; }

    public bool IsAllowed => Reason is null;

    public static Verdict Reject(string reason) => new(reason);

    public override string ToString() => Reason ?? "allowed";
}
