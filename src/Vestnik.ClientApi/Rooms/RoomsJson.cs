using System.Text.Json;
using System.Text.Json.Serialization;
using Vestnik.ClientApi.Reports;
using Vestnik.ClientApi.Rooms.Delayed;
using Vestnik.ClientApi.Search;

namespace Vestnik.ClientApi.Rooms;

/// <summary>Bodies of rooms and aliases.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateRoom.Request), TypeInfoPropertyName = "CreateRoomRequest")]
[JsonSerializable(typeof(CreateRoom.Response), TypeInfoPropertyName = "CreateRoomResponse")]
[JsonSerializable(typeof(FindAlias.Response), TypeInfoPropertyName = "FindAliasResponse")]
[JsonSerializable(typeof(GetJoinedMembers.Response), TypeInfoPropertyName = "GetJoinedMembersResponse")]
[JsonSerializable(typeof(GetJoinedRooms.Response), TypeInfoPropertyName = "GetJoinedRoomsResponse")]
[JsonSerializable(typeof(GetRoomAliases.Response), TypeInfoPropertyName = "GetRoomAliasesResponse")]
[JsonSerializable(typeof(GetPublication.Response), TypeInfoPropertyName = "GetPublicationResponse")]
[JsonSerializable(typeof(GiveAlias.Request), TypeInfoPropertyName = "GiveAliasRequest")]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ManageDelayedEventByBody.Request), TypeInfoPropertyName = "ManageDelayedEventRequest")]
[JsonSerializable(typeof(MembershipRequest))]
[JsonSerializable(typeof(ReportRequest))]
[JsonSerializable(typeof(RoomAnswer))]
[JsonSerializable(typeof(ScheduleEvent.Request), TypeInfoPropertyName = "ScheduleEventRequest")]
[JsonSerializable(typeof(ScheduleEvent.Response), TypeInfoPropertyName = "ScheduleEventResponse")]
[JsonSerializable(typeof(SearchEvents.Request), TypeInfoPropertyName = "SearchEventsRequest")]
[JsonSerializable(typeof(SearchPublicRooms.Request), TypeInfoPropertyName = "SearchPublicRoomsRequest")]
[JsonSerializable(typeof(SetPublication.Request), TypeInfoPropertyName = "SetPublicationRequest")]
[JsonSerializable(typeof(UpgradeRoom.Request), TypeInfoPropertyName = "UpgradeRoomRequest")]
[JsonSerializable(typeof(UpgradeRoom.Response), TypeInfoPropertyName = "UpgradeRoomResponse")]
internal sealed partial class RoomsJson : JsonSerializerContext;
