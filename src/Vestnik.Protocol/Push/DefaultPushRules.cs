using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Push;

/// <summary>The rules that everybody starts with.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#predefined-rules</remarks>
internal static class DefaultPushRules
{
    public const string Master = ".m.rule.master";

    private const string Sound = """["notify",{"set_tweak":"sound","value":"default"}]""";

    private const string Ring = """["notify",{"set_tweak":"sound","value":"ring"}]""";

    private const string Highlight = """["notify",{"set_tweak":"highlight"}]""";

    private const string SoundAndHighlight = """["notify",{"set_tweak":"sound","value":"default"},{"set_tweak":"highlight"}]""";

    private const string Silent = "[]";

    private static readonly ImmutableArray<PushRule> BeforePersonal =
    [
        Rule(PushRuleKind.Override, Master, Silent) with { IsEnabled = false },
        Rule(PushRuleKind.Override, ".m.rule.suppress_notices", Silent, Match("content.msgtype", "m.notice")),
    ];

    private static readonly ImmutableArray<PushRule> BetweenPersonal =
    [
        Rule(PushRuleKind.Override, ".m.rule.member_event", Silent, Match("type", "m.room.member")),
    ];

    private static readonly ImmutableArray<PushRule> AfterPersonal =
    [
        Rule(
            PushRuleKind.Override,
            ".m.rule.is_room_mention",
            Highlight,
            """{"kind":"event_property_is","key":"content.m\\.mentions.room","value":true}""",
            """{"kind":"sender_notification_permission","key":"room"}"""),
        Rule(PushRuleKind.Override, ".m.rule.tombstone", Highlight, Match("type", "m.room.tombstone"), Match("state_key", "")),
        Rule(PushRuleKind.Override, ".m.rule.reaction", Silent, Match("type", "m.reaction")),
        Rule(PushRuleKind.Override, ".m.rule.room.server_acl", Silent, Match("type", "m.room.server_acl"), Match("state_key", "")),
        Rule(
            PushRuleKind.Override,
            ".m.rule.suppress_edits",
            Silent,
            """{"kind":"event_property_is","key":"content.m\\.relates_to.rel_type","value":"m.replace"}"""),
        Rule(PushRuleKind.Underride, ".m.rule.call", Ring, Match("type", "m.call.invite")),
        Rule(PushRuleKind.Underride, ".m.rule.encrypted_room_one_to_one", Sound, OfTwo, Match("type", "m.room.encrypted")),
        Rule(PushRuleKind.Underride, ".m.rule.room_one_to_one", Sound, OfTwo, Match("type", "m.room.message")),
        Rule(PushRuleKind.Underride, ".m.rule.message", """["notify"]""", Match("type", "m.room.message")),
        Rule(PushRuleKind.Underride, ".m.rule.encrypted", """["notify"]""", Match("type", "m.room.encrypted")),
    ];

    /// <summary>The rules that hold for everybody alike: those about the person whose rules they are left out.</summary>
    public static PushRuleSet Impersonal { get; } = new([.. BeforePersonal, .. BetweenPersonal, .. AfterPersonal]);

    private static string OfTwo => """{"kind":"room_member_count","is":"2"}""";

    public static PushRuleSet For(UserId user)
    {
        var name = Quote(user.ToString());
        var invitation = Rule(
            PushRuleKind.Override,
            ".m.rule.invite_for_me",
            Sound,
            Match("type", "m.room.member"),
            Match("content.membership", "invite"),
            $$"""{"kind":"event_match","key":"state_key","pattern":{{name}}}""");
        var mention = Rule(
            PushRuleKind.Override,
            ".m.rule.is_user_mention",
            SoundAndHighlight,
            $$"""{"kind":"event_property_contains","key":"content.m\\.mentions.user_ids","value":{{name}}}""");
        return new PushRuleSet([.. BeforePersonal, invitation, .. BetweenPersonal, mention, .. AfterPersonal]);
    }

    private static string Match(string key, string pattern) => $$"""{"kind":"event_match","key":"{{key}}","pattern":"{{pattern}}"}""";

    private static PushRule Rule(PushRuleKind kind, string id, string actions, params ReadOnlySpan<string> conditions)
    {
        var json = $$"""{"rule_id":"{{id}}","actions":{{actions}},"conditions":[{{string.Join(',', conditions)}}]}""";
        return CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json))
            .Then(canonical => PushRule.Read(kind, canonical))
            .Match(rule => rule, refusal => throw new UnreachableException(refusal.Message));
    }

    private static string Quote(string text)
    {
        using var quoted = new ByteSink(text.Length + 16);
        JsonText.TryAppend(text, quoted);
        return Encoding.UTF8.GetString(quoted.Written);
    }
}
