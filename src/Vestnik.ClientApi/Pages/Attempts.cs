using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Limits;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pages;

/// <summary>How often passwords and codes may be tried on the pages: the same count by address as for the client-server API.</summary>
public sealed class Attempts(SecretLimits limits, HomeserverOptions options)
{
    public static MatrixError OldForm { get; } = MatrixError.Of("VESTNIK_OLD_FORM", 403, "The form does not belong to this visit.");

    public static MatrixError WrongCode { get; } = MatrixError.Of("VESTNIK_CODE", 403, "The code is not right.");

    /// <summary>Takes one attempt of this address; the refusal when there is none left.</summary>
    public async Task<MatrixError?> ObjectionAsync(HttpContext context) =>
        options.RateLimits.Enabled && await limits.TakeAsync(SecretLimit.Address, ClientAddress.Of(context).ToString()) is { } wait
            ? MatrixError.LimitExceeded(wait)
            : null;
}
