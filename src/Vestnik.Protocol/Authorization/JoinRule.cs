namespace Vestnik.Protocol.Authorization;

/// <summary>The join rules that the specification names.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroomjoin_rules</remarks>
public static class JoinRule
{
    public const string Public = "public";
    public const string Invite = "invite";
    public const string Knock = "knock";
    public const string Restricted = "restricted";
    public const string KnockRestricted = "knock_restricted";
}
