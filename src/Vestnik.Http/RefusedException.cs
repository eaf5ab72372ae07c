using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>Carries a refusal out of parameter binding, where no result can be returned. Nothing else throws it.</summary>
public sealed class RefusedException(MatrixError error) : Exception(error.Message)
{
    public MatrixError Error { get; } = error;
}
