using System.Buffers;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Contacts;

/// <summary>Where a person is reached outside of Matrix.</summary>
/// <param name="Medium"><see cref="Email"/> or <see cref="Phone"/>.</param>
/// <param name="Address">In the one form in which it is compared: lower case, or digits with the country's code.</param>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#3pid-types</remarks>
public readonly record struct Contact(string Medium, string Address)
{
    public const string Email = "email";

    public const string Phone = "msisdn";

    private const int LongestEmail = 254;

    private static readonly SearchValues<char> Special = SearchValues.Create("<>(),;:\\\"[]");

    /// <summary>An e-mail address; <c>M_INVALID_PARAM</c> for what is none.</summary>
    public static Outcome<Contact> OfEmail(string text)
    {
        var at = text.LastIndexOf('@');
        var sound = text.Length <= LongestEmail && at > 0 && at < text.Length - 1
            && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            && !text.AsSpan().ContainsAny(Special) && text.IndexOf('@', StringComparison.Ordinal) == at;
        return sound ? new Contact(Email, text.ToLowerInvariant()) : MatrixError.InvalidParam("This is not an e-mail address.");
    }

    /// <summary>A number in its one form, such as <c>447700900000</c>.</summary>
    public static Contact OfPhone(string digits) => new(Phone, digits);

    /// <summary>The same, of what a client says is in its one form already; null where it cannot be.</summary>
    public static Contact? Of(string medium, string address) => medium switch
    {
        Email => OfEmail(address).Match(contact => contact, _ => (Contact?)null),
        Phone when address.TrimStart('+') is { Length: > 0 and <= 15 } digits && digits.All(char.IsAsciiDigit) => OfPhone(digits),
        _ => null,
    };
}

/// <summary>A contact that somebody keeps here.</summary>
/// <param name="Contact">Where.</param>
/// <param name="ValidatedAt">Milliseconds since 1970.</param>
/// <param name="AddedAt">Milliseconds since 1970.</param>
public sealed record KeptContact(Contact Contact, long ValidatedAt, long AddedAt);
