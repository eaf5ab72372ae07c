using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using MimeKit;
using PhoneNumbers;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Contacts;

namespace Vestnik.Gateways.Contacts;

/// <summary>Letters by SMTP, short messages by <see cref="ShortMessages"/>, as far as they are configured.</summary>
public sealed partial class ContactReach(HomeserverOptions options, ShortMessages shortMessages, ILogger<ContactReach> log) : IContactReach
{
    private const int TimeoutMilliseconds = 15_000;

    public bool Reaches(string medium) => medium switch
    {
        Contact.Email => options.Email is not null,
        Contact.Phone => options.ShortMessages is not null,
        _ => false,
    };

    public string? ReadPhone(string country, string number)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var read = numbers.Parse(number, country.ToUpperInvariant());
            return numbers.IsPossibleNumber(read) ? numbers.Format(read, PhoneNumberFormat.E164).TrimStart('+') : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    public async Task<bool> SendAsync(Contact to, Message message, CancellationToken cancel)
    {
        try
        {
            return to.Medium == Contact.Email
                ? await SendLetterAsync(options.Email!, to, message, cancel).ConfigureAwait(false)
                : await shortMessages.SendAsync(to, message, cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or ProtocolException or CommandException
            or SslHandshakeException or AuthenticationException or ServiceNotConnectedException or TimeoutException or ParseException)
        {
            // The cause may name the address: only its kind is written down.
            LogFailed(failure.GetType().Name, to.Medium);
            return false;
        }
    }

    private static async Task<bool> SendLetterAsync(EmailOptions email, Contact to, Message message, CancellationToken cancel)
    {
        using var letter = new MimeMessage();
        letter.From.Add(MailboxAddress.Parse(email.From));
        letter.To.Add(new MailboxAddress("", to.Address));
        letter.Subject = message.Subject;
        letter.Body = new TextPart("plain") { Text = message.Text };
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        await client.ConnectAsync(
            email.SmtpHost, email.SmtpPort, SecurityOf(email), cancel).ConfigureAwait(false);
        if (email.UserName is { } name)
        {
            await client.AuthenticateAsync(name, email.Password ?? "", cancel).ConfigureAwait(false);
        }

        await client.SendAsync(letter, cancel).ConfigureAwait(false);
        await client.DisconnectAsync(quit: true, cancel).ConfigureAwait(false);
        return true;
    }

    private static SecureSocketOptions SecurityOf(EmailOptions email) => email switch
    {
        { UseTls: false } => SecureSocketOptions.None,
        { SmtpPort: 465 } => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of the kind {Medium} could not be sent: {Problem}")]
    private partial void LogFailed(string problem, string medium);
}
