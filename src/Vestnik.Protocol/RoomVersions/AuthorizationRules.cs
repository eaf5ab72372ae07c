namespace Vestnik.Protocol.RoomVersions;

/// <summary>Which of the authorization rules a version has.</summary>
public sealed record AuthorizationRules
{
    /// <summary><c>m.room.create</c> needs <c>creator</c>, and that user is the creator; else its sender is.</summary>
    public required bool CreateNamesCreator { get; init; }

    /// <summary><c>m.room.aliases</c> is allowed to the server in its state key, without further rules.</summary>
    public required bool ServersOwnTheirAliases { get; init; }

    /// <summary>A redaction is authorized only with the redact level or on events of one's own server.</summary>
    public required bool RedactionNeedsPower { get; init; }

    /// <summary>Changes of <c>notifications</c> levels are checked as those of <c>events</c> are.</summary>
    public required bool GuardsNotificationLevels { get; init; }

    /// <summary>The membership <c>knock</c> and the join rule <c>knock</c> exist.</summary>
    public required bool Knocking { get; init; }

    /// <summary>The join rule <c>restricted</c> exists.</summary>
    public required bool RestrictedJoins { get; init; }

    /// <summary>The join rule <c>knock_restricted</c> exists.</summary>
    public required bool KnockRestrictedJoins { get; init; }

    /// <summary>Power levels must be JSON integers; before, strings and floats are read too.</summary>
    public required bool IntegerPowerLevels { get; init; }

    /// <summary>The sender of the create event and <c>additional_creators</c> have infinite power.</summary>
    public required bool CreatorsOutrankEveryone { get; init; }
}
