using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Media.Previews;

/// <summary>Gets something from the web on behalf of a person, who may not make the server go where they themselves could not.</summary>
public interface IWebReader
{
    /// <summary>Follows a few redirects, each checked like the first address.</summary>
    /// <returns>
    /// Null when it is of another type. <c>M_FORBIDDEN</c> when an address on the way is private, <c>M_TOO_LARGE</c>, or
    /// <c>M_NOT_FOUND</c> when there was no usable answer in time.
    /// </returns>
    Task<Outcome<WebDocument?>> ReadAsync(Uri address, WebWish wish, CancellationToken cancel);
}

/// <summary>What is wanted, and how much of it.</summary>
/// <param name="ContentTypes">Those that are taken; nothing is read of others.</param>
/// <param name="LargestBytes">Unpacked.</param>
/// <param name="Patience">For the whole way.</param>
public sealed record WebWish(IReadOnlyList<string> ContentTypes, int LargestBytes, TimeSpan Patience);

/// <param name="Address">Where it was in the end.</param>
/// <param name="Charset">As the answer's head says it; null when it does not.</param>
/// <param name="Bytes">The whole body, unpacked.</param>
public sealed record WebDocument(Uri Address, string? Charset, byte[] Bytes);
