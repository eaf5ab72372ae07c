using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>Carries a refusal out of where no result can be returned: parameter binding, and what needs a device that the requester does not have.</summary>
public sealed class RefusedException(MatrixError error) : Exception(error.Message)
{
    public MatrixError Error { get; } = error;
}
