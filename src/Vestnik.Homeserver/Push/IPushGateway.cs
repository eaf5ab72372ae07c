namespace Vestnik.Homeserver.Push;

/// <summary>The way to push gateways.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/push-gateway-api/</remarks>
public interface IPushGateway
{
    /// <summary>A pusher may have this address: it is https, or one that the operator has opened to the server, and ends as the specification says.</summary>
    bool MayBe(Uri address);

    /// <summary>Hands one notification over. Whatever goes wrong on the way is an answer too.</summary>
    /// <param name="address">The gateway's.</param>
    /// <param name="notification">The JSON body of <see cref="PushPayload"/>.</param>
    /// <param name="cancel">The server stops.</param>
    Task<GatewayAnswer> NotifyAsync(Uri address, ReadOnlyMemory<byte> notification, CancellationToken cancel);
}

/// <summary>What became of a notification.</summary>
public sealed record GatewayAnswer
{
    /// <summary>The gateway has it.</summary>
    public static GatewayAnswer Taken { get; } = new();

    /// <summary>Not now; null when it took it.</summary>
    public PushProblem? Problem { get; init; }

    /// <summary>How long the gateway wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The push keys that the gateway does not know (any more).</summary>
    public IReadOnlyCollection<string> Rejected { get; init; } = [];

    public static GatewayAnswer Failed(PushProblem problem, TimeSpan? retryAfter = null) => new() { Problem = problem, RetryAfter = retryAfter };
}

/// <summary>Why a notification could not be handed over.</summary>
public enum PushProblem
{
    /// <summary>The server may not go to this address.</summary>
    Forbidden,

    /// <summary>Nobody answers there.</summary>
    Unreachable,

    /// <summary>It took too long.</summary>
    TooSlow,

    /// <summary>It answers that something is wrong, or that it has too much to do.</summary>
    Refused,

    /// <summary>What was to be handed over is not in the specified form.</summary>
    Malformed,
}
