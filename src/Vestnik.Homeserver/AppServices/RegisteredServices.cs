using System.Collections.Frozen;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AppServices;

/// <summary>The application services of this installation, and which names are theirs alone. It costs nothing where there are none.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#server-admin-style-permissions</remarks>
public sealed class RegisteredServices
{
    private readonly FrozenDictionary<TokenHash, AppService> byToken;

    /// <param name="services">Their ids and tokens are unique.</param>
    public RegisteredServices(IReadOnlyList<AppService> services)
    {
        All = services;
        byToken = services.ToFrozenDictionary(service => service.ShownToken);
    }

    public IReadOnlyList<AppService> All { get; }

    /// <summary>Whose token this is; null for everybody's who is no application service.</summary>
    public AppService? OfToken(string? token) =>
        All.Count > 0 && token is { Length: > 0 } && byToken.TryGetValue(TokenHash.Of(token), out var service) ? service : null;

    public AppService? Find(string id) => All.FirstOrDefault(service => service.Id == id);

    /// <summary>Why somebody may not make an account of this name; null when they may.</summary>
    /// <param name="user">Who would be made.</param>
    /// <param name="asking">The application service that asks; null for everybody else.</param>
    public MatrixError? Objection(UserId user, AppService? asking)
    {
        if (asking?.SpeaksFor(user) == false)
        {
            return Exclusive("The user name is not in a namespace of this application service.");
        }

        return All.Any(service => service != asking && service.OwnsAlone(user))
            ? Exclusive("The user name is reserved by an application service.")
            : null;
    }

    /// <summary>Why somebody may not make or remove an alias; null when they may.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="user">Who would do it.</param>
    /// <param name="asking">The application service that speaks for them; null when they speak themselves.</param>
    public MatrixError? Objection(RoomAlias alias, UserId user, AppService? asking)
    {
        if (asking?.Names(alias) == false)
        {
            return Exclusive("The alias is not in a namespace of this application service.");
        }

        return All.Any(service => service != asking && service.OwnsAlone(alias) && !service.SpeaksFor(user))
            ? Exclusive("The alias is reserved by an application service.")
            : null;
    }

    internal static MatrixError Exclusive(string sentence) => MatrixError.Of("M_EXCLUSIVE", 400, sentence);
}
