using System.Text.Json.Serialization;

namespace Vestnik.ClientApi.Rooms;

/// <summary>Bodies of rooms and aliases.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateRoom.Request), TypeInfoPropertyName = "CreateRoomRequest")]
[JsonSerializable(typeof(CreateRoom.Response), TypeInfoPropertyName = "CreateRoomResponse")]
[JsonSerializable(typeof(GetJoinedRooms.Response), TypeInfoPropertyName = "GetJoinedRoomsResponse")]
[JsonSerializable(typeof(MembershipRequest))]
[JsonSerializable(typeof(RoomAnswer))]
internal sealed partial class RoomsJson : JsonSerializerContext;
