namespace Vestnik.Homeserver.Contacts;

/// <summary>Sends letters and short messages, as far as the operator has said how.</summary>
public interface IContactReach
{
    /// <summary>Messages of this medium can be sent.</summary>
    bool Reaches(string medium);

    /// <summary>The number in its one form, digits with the country's code; null for what is no number of the country.</summary>
    string? ReadPhone(string country, string number);

    /// <summary>Hands a message over; false when nobody took it.</summary>
    Task<bool> SendAsync(Contact to, Message message, CancellationToken cancel);
}

/// <param name="Subject">Of a letter; short messages have none.</param>
/// <param name="Text">Plain text.</param>
public sealed record Message(string Subject, string Text);
