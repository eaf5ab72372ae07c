using Vestnik.Protocol.Events;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Authorization;

/// <summary>Who founded a room.</summary>
internal static class RoomCreators
{
    public static bool Include(Pdu? create, string user, AuthorizationRules rules)
    {
        if (create is null)
        {
            return false;
        }

        if (rules.CreateNamesCreator)
        {
            return create.Create.Creator == user;
        }

        return create.Sender.ToString() == user
            || (rules.CreatorsOutrankEveryone && IsAdditional(create, user));
    }

    private static bool IsAdditional(Pdu create, string user)
    {
        foreach (var creator in create.Create.AdditionalCreators ?? [])
        {
            if (creator.ToString() == user)
            {
                return true;
            }
        }

        return false;
    }
}
