using Vestnik.Homeserver.AppServices;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Finds rooms by what people call them.</summary>
public sealed class RoomNames(IAliases aliases, ServiceQueries services, HomeserverOptions options)
{
    /// <summary>The room of an id or of a local alias.</summary>
    /// <returns><c>M_INVALID_PARAM</c> for neither; <c>M_NOT_FOUND</c> for an alias that nobody has given.</returns>
    public async ValueTask<Outcome<RoomId>> FindAsync(string idOrAlias, CancellationToken cancel)
    {
        if (RoomId.TryParse(idOrAlias, out var room))
        {
            return room;
        }

        return RoomAlias.TryParse(idOrAlias, out var alias)
            ? await FindAsync(alias, cancel)
            : MatrixError.InvalidParam("This is neither a room id nor a room alias.");
    }

    public async ValueTask<Outcome<RoomId>> FindAsync(RoomAlias alias, CancellationToken cancel)
    {
        if (alias.Server != options.ServerName)
        {
            return MatrixError.NotFound("The alias is of another server, which this server cannot ask yet.");
        }

        if (await aliases.FindAsync(alias, cancel) is { } row)
        {
            return row.Room;
        }

        if (!(await services.ProvideAsync(alias, cancel)).Accepted(out var isMade, out var silence))
        {
            return silence;
        }

        return isMade && await aliases.FindAsync(alias, cancel) is { } made
            ? made.Room
            : MatrixError.NotFound("There is no such room alias.");
    }
}
