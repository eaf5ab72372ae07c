namespace Vestnik.Protocol.Events;

/// <summary>Where a person stands to a room.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#room-membership</remarks>
public enum Membership
{
    /// <summary>The word is missing or not one of the specification's.</summary>
    Unknown,
    Leave,
    Join,
    Invite,
    Ban,
    Knock,
}
