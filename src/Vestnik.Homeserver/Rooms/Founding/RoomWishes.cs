using System.Collections.Immutable;
using System.Text.Json;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms.Founding;

/// <summary>What somebody wants of a new room.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3createroom</remarks>
public sealed record RoomWishes
{
    public required UserId Creator { get; init; }

    public required RoomVersion Version { get; init; }

    public required Preset Preset { get; init; }

    public RoomAlias? Alias { get; init; }

    /// <summary>The room appears in the list of public rooms.</summary>
    public bool IsPublished { get; init; }

    public string? Name { get; init; }

    public string? Topic { get; init; }

    public ImmutableArray<UserId> Invites { get; init; } = [];

    public bool IsDirect { get; init; }

    /// <summary>An object of more members for <c>m.room.create</c>, or null.</summary>
    public JsonElement? CreationContent { get; init; }

    public ImmutableArray<WishedState> InitialState { get; init; } = [];

    /// <summary>An object whose members replace those of the power levels, or null.</summary>
    public JsonElement? PowerLevelOverride { get; init; }
}

public sealed record WishedState(string Type, string StateKey, JsonElement Content);

/// <summary>The kinds of rooms that the specification names.</summary>
public enum Preset
{
    PrivateChat,
    TrustedPrivateChat,
    PublicChat,
}
