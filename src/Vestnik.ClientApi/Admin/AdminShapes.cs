using static Vestnik.ClientApi.Admin.AdminField;

namespace Vestnik.ClientApi.Admin;

/// <summary>The things that the administrators' API tells of, member by member. Times are milliseconds since 1970.</summary>
internal static class AdminShapes
{
    public static readonly IReadOnlyList<AdminField> Account =
    [
        new("user_id", "string", "Who."),
        Optional("display_name", "string", "What they call themselves."),
        Optional("avatar_url", "string", "Their picture, an mxc:// address."),
        new("created_at", "integer", "When the account was made."),
        Optional("deactivated_at", "integer", "When it ended."),
        new("is_guest", "boolean", "It has no password and few rights."),
        new("is_administrator", "boolean", "It may use this API."),
        new("is_locked", "boolean", "The person can do nothing but sign out."),
        new("is_suspended", "boolean", "The person can read and not write."),
    ];

    public static readonly IReadOnlyList<AdminField> Device =
    [
        new("device_id", "string", "Which."),
        Optional("display_name", "string", "What its owner calls it."),
        Optional("last_seen_at", "integer", "When it was last used."),
        Optional("last_seen_address", "string", "From where."),
    ];

    public static readonly IReadOnlyList<AdminField> Room =
    [
        new("room_id", "string", "Which."),
        Optional("name", "string", "What it is called."),
        Optional("canonical_alias", "string", "Its main alias."),
        Optional("topic", "string", "What it is about."),
        Optional("avatar", "string", "Its picture, an mxc:// address."),
        Optional("room_type", "string", "Such as m.space."),
        new("version", "string", "Of its rules."),
        Optional("creator", "string", "Who founded it."),
        Optional("encryption", "string", "The algorithm of an encrypted room."),
        Optional("join_rules", "string", "How one comes in."),
        Optional("guest_access", "string", "Whether guests come in."),
        Optional("history_visibility", "string", "How much newcomers may read."),
        new("joined_members", "integer", "How many are in it."),
        new("joined_local_members", "integer", "How many of them are of this server."),
        new("state_events", "integer", "How many pieces of state it has."),
        new("federatable", "boolean", "Other servers may take part."),
        new("public", "boolean", "It stands on the list of public rooms."),
        new("blocked", "boolean", "Nobody enters it."),
        new("deleted", "boolean", "It was closed for good, and what was said there is gone."),
    ];

    public static readonly IReadOnlyList<AdminField> Report =
    [
        new("number", "integer", "Of the report."),
        new("filed_at", "integer", "When it came."),
        new("reporter", "string", "From whom."),
        Optional("room_id", "string", "About which room."),
        Optional("event_id", "string", "About which event of the room."),
        Optional("user_id", "string", "About whom."),
        new("reason", "string", "The reporter's words."),
        Optional("resolved_at", "integer", "When an administrator dealt with it."),
        Optional("resolved_by", "string", "Which administrator."),
    ];

    public static readonly IReadOnlyList<AdminField> RegistrationToken =
    [
        new("token", "string", "The word to register with."),
        new("uses", "integer", "How many have registered with it."),
        Optional("uses_allowed", "integer", "How many may; any number when null."),
        new("created_at", "integer", "When it was made."),
        Optional("expires_at", "integer", "When it ends; never when null."),
        new("is_valid", "boolean", "Somebody may register with it now."),
    ];

    public static readonly IReadOnlyList<AdminField> Deed =
    [
        new("at", "integer", "When."),
        new("doer", "string", "Which administrator; \"operator\" for whoever sat at the machine."),
        new("deed", "string", "What, such as user.deactivate."),
        new("subject", "string", "To whom or what."),
    ];

    public static readonly IReadOnlyList<AdminField> Media =
    [
        new("media_id", "string", "Which."),
        new("content_type", "string", "As its uploader says."),
        Optional("file_name", "string", "As its uploader says; encrypted files have none."),
        Optional("size", "integer", "In bytes; absent while it has not been uploaded."),
        new("created_at", "integer", "When it was uploaded or announced."),
        Optional("quarantined_by", "string", "Which administrator has taken it out of sight."),
        new("is_protected", "boolean", "It cannot be quarantined."),
    ];
}
