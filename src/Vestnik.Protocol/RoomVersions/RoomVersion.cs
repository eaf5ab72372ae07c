using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.RoomVersions;

/// <summary>Everything in which rooms of one version differ from rooms of another: each version says only what it changes.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/</remarks>
public sealed record RoomVersion
{
    /// <summary>The name in <c>m.room.create</c>, such as "11".</summary>
    public required string Id { get; init; }

    public required EventIdFormat EventIds { get; init; }

    public required RoomIdFormat RoomIds { get; init; }

    /// <summary>Which numbers events may hold.</summary>
    public required JsonNumbers Numbers { get; init; }

    /// <summary>A signature counts only while its key is valid at the event's <c>origin_server_ts</c>.</summary>
    public required bool EnforcesKeyValidity { get; init; }

    /// <summary>A redaction names its target in the content; before, at the top level of the event.</summary>
    public required bool RedactsInContent { get; init; }

    public required RedactionRules Redaction { get; init; }

    public required AuthorizationRules Authorization { get; init; }

    public required StateResolutionAlgorithm StateResolution { get; init; }

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v1/</remarks>
    public static RoomVersion V1 { get; } = new()
    {
        Id = "1",
        EventIds = EventIdFormat.Opaque,
        RoomIds = RoomIdFormat.ServerScoped,
        Numbers = JsonNumbers.Any,
        EnforcesKeyValidity = false,
        RedactsInContent = false,
        Redaction = RedactionRules.V1,
        StateResolution = StateResolutionAlgorithm.V1,
        Authorization = new AuthorizationRules
        {
            CreateNamesCreator = true,
            ServersOwnTheirAliases = true,
            RedactionNeedsPower = true,
            GuardsNotificationLevels = false,
            Knocking = false,
            RestrictedJoins = false,
            KnockRestrictedJoins = false,
            IntegerPowerLevels = false,
            CreatorsOutrankEveryone = false,
        },
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v2/</remarks>
    public static RoomVersion V2 { get; } = V1 with
    {
        Id = "2",
        StateResolution = StateResolutionAlgorithm.V2,
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v3/</remarks>
    public static RoomVersion V3 { get; } = V2 with
    {
        Id = "3",
        EventIds = EventIdFormat.ReferenceHash,
        Authorization = V2.Authorization with { RedactionNeedsPower = false },
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v4/</remarks>
    public static RoomVersion V4 { get; } = V3 with
    {
        Id = "4",
        EventIds = EventIdFormat.UrlSafeReferenceHash,
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v5/</remarks>
    public static RoomVersion V5 { get; } = V4 with
    {
        Id = "5",
        EnforcesKeyValidity = true,
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v6/</remarks>
    public static RoomVersion V6 { get; } = V5 with
    {
        Id = "6",
        Numbers = JsonNumbers.SafeIntegers,
        Redaction = RedactionRules.V6,
        Authorization = V5.Authorization with { ServersOwnTheirAliases = false, GuardsNotificationLevels = true },
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v7/</remarks>
    public static RoomVersion V7 { get; } = V6 with
    {
        Id = "7",
        Authorization = V6.Authorization with { Knocking = true },
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v8/</remarks>
    public static RoomVersion V8 { get; } = V7 with
    {
        Id = "8",
        Redaction = RedactionRules.V8,
        Authorization = V7.Authorization with { RestrictedJoins = true },
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v9/</remarks>
    public static RoomVersion V9 { get; } = V8 with
    {
        Id = "9",
        Redaction = RedactionRules.V9,
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v10/</remarks>
    public static RoomVersion V10 { get; } = V9 with
    {
        Id = "10",
        Authorization = V9.Authorization with { KnockRestrictedJoins = true, IntegerPowerLevels = true },
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v11/</remarks>
    public static RoomVersion V11 { get; } = V10 with
    {
        Id = "11",
        RedactsInContent = true,
        Redaction = RedactionRules.V11,
        Authorization = V10.Authorization with { CreateNamesCreator = false },
    };

    /// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/</remarks>
    public static RoomVersion V12 { get; } = V11 with
    {
        Id = "12",
        RoomIds = RoomIdFormat.CreateEventHash,
        StateResolution = StateResolutionAlgorithm.V2Revised,
        Authorization = V11.Authorization with { CreatorsOutrankEveryone = true },
    };

    /// <summary>Every version by its name.</summary>
    public static FrozenDictionary<string, RoomVersion> All { get; } =
        new[] { V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11, V12 }
            .ToFrozenDictionary(version => version.Id, StringComparer.Ordinal);

    public static bool TryGet(string id, [NotNullWhen(true)] out RoomVersion? version) => All.TryGetValue(id, out version);
}
