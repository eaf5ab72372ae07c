namespace Vestnik.Homeserver.AppServices;

/// <summary>Speaks to application services.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#authorisation</remarks>
public interface IServiceLink
{
    /// <summary>Asks a service that has an address, and shows it this server's token. Nothing is thrown but a cancellation.</summary>
    Task<ServiceAnswer> AskAsync(AppService service, ServiceQuestion question, CancellationToken cancel);
}

public sealed record ServiceQuestion
{
    /// <summary><c>GET</c>, <c>PUT</c> or <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Below the service's address, with its query, escaped.</summary>
    public required string Path { get; init; }

    /// <summary>Where the same is asked of a service that does not know <see cref="Path"/>; null where there is no old form.</summary>
    public string? OldPath { get; init; }

    /// <summary>JSON; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public required TimeSpan Patience { get; init; }
}

public enum ServiceReach
{
    Answered,

    /// <summary>Nobody listens, or the connection broke.</summary>
    Unreachable,

    TooSlow,
}

/// <param name="Reach">Whether there is an answer.</param>
/// <param name="Status">The HTTP status; 0 without an answer.</param>
/// <param name="Body">At most 1 MiB; empty without an answer.</param>
public sealed record ServiceAnswer(ServiceReach Reach, int Status, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
