namespace Vestnik.Outbound;

/// <summary>Why there is no answer.</summary>
public enum OutboundProblem
{
    /// <summary>The address is private and not one that the operator has named, or the scheme is not HTTP.</summary>
    Refused,

    /// <summary>No such name, nobody listens, the certificate is not trusted, the connection broke.</summary>
    Unreachable,

    /// <summary>The whole answer was not there in time.</summary>
    TooSlow,

    /// <summary>The answer, unpacked, has more bytes than asked for.</summary>
    TooLarge,
}

/// <summary>A request that went out got no usable answer. The message names neither address nor contents: it may end in a log.</summary>
public sealed class OutboundException(OutboundProblem problem, Exception? cause = null)
    : Exception("A request to another server got no answer: " + problem, cause)
{
    public OutboundProblem Problem { get; } = problem;
}
