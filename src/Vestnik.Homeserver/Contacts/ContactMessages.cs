namespace Vestnik.Homeserver.Contacts;

/// <summary>What people read who are asked to prove a contact: in both languages, since nobody knows theirs.</summary>
internal static class ContactMessages
{
    public static Message Letter(string server, string link) => new(
        $"{server}: подтвердите адрес / confirm your address",
        $"""
        Кто-то указал этот адрес на сервере {server}. Если это вы, откройте ссылку:

        {link}

        Если это не вы, ничего не делайте: без подтверждения адрес никому не достанется.

        Somebody entered this address on the server {server}. If it was you, open the link above.
        If it was not, do nothing: unless you confirm it, nobody gets the address.

        """);

    public static Message ShortMessage(string server, string code) => new("", $"{server}: код {code} / code {code}");
}
