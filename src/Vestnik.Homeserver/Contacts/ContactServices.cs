using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Homeserver.Contacts;

public static class ContactServices
{
    public static IServiceCollection AddContacts(this IServiceCollection services) =>
        services.AddSingleton<ContactProofs>().AddSingleton<KeptContacts>();
}
