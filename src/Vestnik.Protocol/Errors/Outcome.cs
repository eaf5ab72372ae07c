namespace Vestnik.Protocol.Errors;

/// <summary>A value, or the refusal that stands in its place. There is no <c>Value</c> to misread: only <see cref="Match"/> opens it.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? value;
    private readonly MatrixError? error;

    private Outcome(T? value, MatrixError? error) => (this.value, this.error) = (value, error);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(MatrixError error) => new(default, error);

    public TResult Match<TResult>(Func<T, TResult> accepted, Func<MatrixError, TResult> refused) =>
        error is null ? accepted(value!) : refused(error);

    /// <summary>True, with the value, when accepted; false, with the refusal, when not. Exactly one of the two is set.</summary>
    public bool Accepted([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T accepted, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out MatrixError? refusal)
    {
        accepted = value;
        refusal = error;
        return error is null;
    }

    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => error is null ? next(value!) : error;

    public Outcome<TNext> Select<TNext>(Func<T, TNext> map) => error is null ? map(value!) : error;
}
