using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>The push rules of people who have changed theirs.</summary>
public interface IPushRuleStore
{
    /// <summary>The shard of a person's own facts.</summary>
    int ShardOf(UserId user);

    /// <summary>The rules as <see cref="Protocol.Push.PushRuleSet.ToJson"/> gave them, with the position of their last change; null for the specification's.</summary>
    ValueTask<StoredPushRules?> FindAsync(UserId user, CancellationToken cancel);

    /// <summary>Everybody who has changed their rules.</summary>
    ValueTask<IReadOnlyList<UserId>> OwnersAsync(CancellationToken cancel);

    /// <summary>Replaces a person's rules by what <paramref name="change"/> makes of them, in one transaction.</summary>
    /// <param name="user">Whose rules.</param>
    /// <param name="change">Gets null where nothing is stored. May run more than once, and must have no other effect.</param>
    /// <returns>The position of the change, or the refusal of <paramref name="change"/>.</returns>
    Task<Outcome<long>> ChangeAsync(UserId user, Func<byte[]?, Outcome<byte[]>> change);
}

/// <param name="Json">The rule set.</param>
/// <param name="Position">Of the last change, in the user's shard.</param>
public sealed record StoredPushRules(byte[] Json, long Position);
