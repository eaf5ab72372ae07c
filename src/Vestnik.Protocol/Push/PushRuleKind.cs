using System.Diagnostics.CodeAnalysis;

namespace Vestnik.Protocol.Push;

/// <summary>The kinds of push rules, in the order in which they are checked.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#push-rules</remarks>
public enum PushRuleKind
{
    Override,
    Content,
    Room,
    Sender,
    Underride,
}

/// <summary>The words for the kinds of push rules.</summary>
public static class PushRuleKinds
{
    public static bool TryParse([NotNullWhen(true)] string? word, out PushRuleKind kind)
    {
        (var known, kind) = word switch
        {
            "override" => (true, PushRuleKind.Override),
            "content" => (true, PushRuleKind.Content),
            "room" => (true, PushRuleKind.Room),
            "sender" => (true, PushRuleKind.Sender),
            "underride" => (true, PushRuleKind.Underride),
            _ => (false, default),
        };
        return known;
    }

    public static string Word(this PushRuleKind kind) => kind switch
    {
        PushRuleKind.Override => "override",
        PushRuleKind.Content => "content",
        PushRuleKind.Room => "room",
        PushRuleKind.Sender => "sender",
        _ => "underride",
    };
}
