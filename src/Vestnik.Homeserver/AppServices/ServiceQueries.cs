using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Asks application services to make the people and rooms of their namespaces that nobody has made yet.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#querying</remarks>
public sealed class ServiceQueries(RegisteredServices services, IServiceLink link, IAccountStore accounts, IAliases aliases)
{
    private const int Attempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Sees to it that somebody is there before they are invited, when a service can make them.</summary>
    /// <returns>True when they are there, false when nobody makes them; a refusal (408) when their service does not answer.</returns>
    public async ValueTask<Outcome<bool>> ProvideAsync(UserId user, CancellationToken cancel)
    {
        var makers = services.All.Where(service => service.Url is not null && service.SpeaksFor(user)).ToList();
        if (makers.Count == 0)
        {
            return false;
        }

        return await accounts.FindAsync(user, cancel) is not null
            ? true
            : await AskAsync(makers, "users", user.ToString(), async () => await accounts.FindAsync(user, cancel) is not null, cancel);
    }

    /// <summary>The same for a room that somebody looks for by its alias.</summary>
    public async ValueTask<Outcome<bool>> ProvideAsync(RoomAlias alias, CancellationToken cancel)
    {
        var makers = services.All.Where(service => service.Url is not null && service.Names(alias)).ToList();
        return makers.Count == 0
            ? false
            : await AskAsync(makers, "rooms", alias.ToString(), async () => await aliases.FindAsync(alias, cancel) is not null, cancel);
    }

    private async Task<Outcome<bool>> AskAsync(
        IReadOnlyList<AppService> makers, string kind, string name, Func<Task<bool>> isThere, CancellationToken cancel)
    {
        var silent = false;
        foreach (var service in makers)
        {
            var answer = await AskPatientlyAsync(service, kind, name, cancel);
            if (answer.IsSuccess && await isThere())
            {
                return true;
            }

            silent |= answer.Reach == ServiceReach.TooSlow;
        }

        return silent
            ? MatrixError.Of("M_UNKNOWN", 408, "The application service that this name belongs to did not answer in time.")
            : false;
    }

    private async Task<ServiceAnswer> AskPatientlyAsync(AppService service, string kind, string name, CancellationToken cancel)
    {
        var path = $"/{kind}/{Uri.EscapeDataString(name)}";
        for (var attempt = 1; ; attempt++)
        {
            var answer = await link.AskAsync(
                service, new() { Method = "GET", Path = $"/_matrix/app/v1{path}", OldPath = path, Patience = Patience }, cancel);
            if (answer.Reach != ServiceReach.TooSlow || attempt == Attempts)
            {
                return answer;
            }
        }
    }
}
