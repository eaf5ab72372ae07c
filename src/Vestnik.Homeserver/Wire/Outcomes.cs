using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Wire;

/// <summary>A value or a refusal between silos.</summary>
[GenerateSerializer]
[Alias("vestnik.outcome`1")]
internal struct OutcomeParts<T>
{
    [Id(0)]
    public T? Value;

    [Id(1)]
    public RefusalParts? Refusal;
}

[RegisterConverter]
internal sealed class OutcomeConverter<T> : IConverter<Outcome<T>, OutcomeParts<T>>
{
    public Outcome<T> ConvertFromSurrogate(in OutcomeParts<T> surrogate) =>
        surrogate.Refusal is { } refusal ? refusal.ToError() : surrogate.Value!;

    public OutcomeParts<T> ConvertToSurrogate(in Outcome<T> value) => value.Accepted(out var accepted, out var refusal)
        ? new() { Value = accepted }
        : new() { Refusal = RefusalParts.Of(refusal) };
}

[Immutable]
[GenerateSerializer]
[Alias("vestnik.refusal")]
internal sealed record RefusalParts
{
    [Id(0)]
    public required string Code { get; init; }

    [Id(1)]
    public required string Message { get; init; }

    [Id(2)]
    public required int Status { get; init; }

    [Id(3)]
    public TimeSpan? RetryAfter { get; init; }

    [Id(4)]
    public bool SoftLogout { get; init; }

    [Id(5)]
    public string? CurrentVersion { get; init; }

    public static RefusalParts Of(MatrixError error) => new()
    {
        Code = error.Code,
        Message = error.Message,
        Status = error.Status,
        RetryAfter = error.RetryAfter,
        SoftLogout = error.SoftLogout,
        CurrentVersion = error.CurrentVersion,
    };

    public MatrixError ToError() => MatrixError.Of(Code, Status, Message) with
    {
        RetryAfter = RetryAfter,
        SoftLogout = SoftLogout,
        CurrentVersion = CurrentVersion,
    };
}
