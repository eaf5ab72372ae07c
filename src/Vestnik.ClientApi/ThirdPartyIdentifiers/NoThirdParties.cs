using Microsoft.AspNetCore.Http;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary>The answers about e-mail addresses and telephone numbers of a server that sends neither letters nor short messages.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#adding-account-administrative-contact-information</remarks>
internal static class NoThirdParties
{
    /// <summary>Nothing can be sent to where somebody says to be reached.</summary>
    public static IResult Denied { get; } =
        MatrixError.Of("M_THREEPID_DENIED", 403, "This server keeps neither e-mail addresses nor telephone numbers.").ToResponse();

    /// <summary>Nobody has shown that an address is theirs: no such proof was ever asked for.</summary>
    public static IResult NotProven { get; } =
        MatrixError.Of("M_THREEPID_AUTH_FAILED", 403, "This server has not asked anybody to prove an e-mail address or telephone number.").ToResponse();

    /// <summary>The server asks no identity server anything.</summary>
    public static IResult NotTrusted { get; } =
        MatrixError.Of("M_SERVER_NOT_TRUSTED", 400, "This server works with no identity server.").ToResponse();

    /// <summary>There was nothing to remove, and no identity server to ask.</summary>
    public static IResult Removed { get; } = new RawAnswer("""{"id_server_unbind_result":"no-support"}"""u8.ToArray());
}
