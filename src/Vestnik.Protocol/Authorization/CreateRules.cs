using Vestnik.Protocol.Events;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Authorization;

/// <summary>Rule 1: <c>m.room.create</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#authorisation-rules</remarks>
internal static class CreateRules
{
    public static Verdict Check(Pdu create, RoomVersion version)
    {
        if (!create.PrevEvents.IsEmpty)
        {
            return Verdict.Reject("a create event follows no other");
        }

        var content = create.Create;
        if (version.RoomIds == RoomIdFormat.CreateEventHash)
        {
            if (create.CarriesRoomId)
            {
                return Verdict.Reject("a create event of this version carries no room id");
            }
        }
        else if (create.Room.Server != create.Sender.Server)
        {
            return Verdict.Reject("the room id and the sender are of different servers");
        }

        if (content.RoomVersion is null || !RoomVersion.All.ContainsKey(content.RoomVersion))
        {
            return Verdict.Reject("the room version is not known");
        }

        if (version.Authorization.CreatorsOutrankEveryone && content.AdditionalCreators is null)
        {
            return Verdict.Reject("the additional creators are not user ids");
        }

        return version.Authorization.CreateNamesCreator && !content.NamesCreator
            ? Verdict.Reject("the create event names no creator")
            : Verdict.Allow;
    }
}
