using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>A client stored something for its user; in the user's shard.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Room">Null for the whole account.</param>
/// <param name="Type">Such as <c>m.direct</c>.</param>
public sealed record AccountDataChanged(UserId User, RoomId? Room, string Type) : Fact;
