namespace Vestnik.Protocol.Json;

/// <summary>Which numbers a canonical document may hold.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#canonical-json</remarks>
public enum JsonNumbers
{
    /// <summary>Integers from -(2^53)+1 to (2^53)-1 only: every request, and events from room version 6 on.</summary>
    SafeIntegers,

    /// <summary>Any integer and any finite float, as events of room versions 1 to 5 may hold.</summary>
    Any,
}
