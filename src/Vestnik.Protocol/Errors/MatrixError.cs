namespace Vestnik.Protocol.Errors;

/// <summary>An expected refusal: the spec's error code, a sentence for people, and the HTTP status that carries it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#standard-error-response</remarks>
public sealed record MatrixError
{
    public required string Code { get; init; }

    /// <summary>One sentence: what happened and, where it helps, what to do. Never contents, names or tokens.</summary>
    public required string Message { get; init; }

    /// <summary>The HTTP status, such as 403.</summary>
    public required int Status { get; init; }

    /// <summary>For <c>M_LIMIT_EXCEEDED</c> and 503: when trying again makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For <c>M_UNKNOWN_TOKEN</c>: the device is still there, and its refresh token helps.</summary>
    public bool SoftLogout { get; init; }

    /// <summary>For <c>M_WRONG_ROOM_KEYS_VERSION</c>: the version that is current.</summary>
    public string? CurrentVersion { get; init; }

    /// <summary>For <c>M_USER_LIMIT_EXCEEDED</c>: where a person finds out more about the limit.</summary>
    public Uri? Info { get; init; }

    public static MatrixError Forbidden(string message) => Of("M_FORBIDDEN", 403, message);

    public static MatrixError NotFound(string message) => Of("M_NOT_FOUND", 404, message);

    public static MatrixError InvalidParam(string message) => Of("M_INVALID_PARAM", 400, message);

    public static MatrixError MissingParam(string message) => Of("M_MISSING_PARAM", 400, message);

    public static MatrixError BadJson(string message) => Of("M_BAD_JSON", 400, message);

    public static MatrixError NotJson(string message) => Of("M_NOT_JSON", 400, message);

    public static MatrixError TooLarge(string message) => Of("M_TOO_LARGE", 413, message);

    public static MatrixError Unrecognized(string message) => Of("M_UNRECOGNIZED", 404, message);

    public static MatrixError UnknownToken(string message) => Of("M_UNKNOWN_TOKEN", 401, message);

    public static MatrixError Unknown(string message) => Of("M_UNKNOWN", 400, message);

    public static MatrixError LimitExceeded(TimeSpan retryAfter) =>
        Of("M_LIMIT_EXCEEDED", 429, "Too many requests in a short time; wait a little and try again.") with { RetryAfter = retryAfter };

    /// <summary>The server could not make the fact durable; nothing of it was kept.</summary>
    public static MatrixError Unavailable(string message) =>
        Of("M_UNKNOWN", 503, message) with { RetryAfter = TimeSpan.FromSeconds(2) };

    public static MatrixError Of(string code, int status, string message) =>
        new() { Code = code, Status = status, Message = message };
}
