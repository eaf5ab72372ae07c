using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Timers;

/// <summary>For work that nobody waits for: what a client would try again, its timer tries again.</summary>
internal static class UnavailableRefusals
{
    /// <exception cref="StoreUnavailableException">The refusal only says that now is no time for it.</exception>
    public static void ThrowIfUnavailable(this MatrixError refusal)
    {
        if (refusal.Status >= 500)
        {
            throw new StoreUnavailableException(refusal.Message);
        }
    }
}
