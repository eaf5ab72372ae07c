using Orleans.Concurrency;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

/// <summary>The ear of one silo. The key is the silo's address.</summary>
[Alias("Vestnik.IHerald")]
internal interface IHerald : IGrainWithStringKey
{
    /// <summary>What another silo has committed, shard by shard in the order of the positions.</summary>
    [Alias("HearAsync")]
    [AlwaysInterleave]
    Task HearAsync([Immutable] CommittedFact[] facts);

    /// <summary>A fact that is not a commit: one to be obeyed before the call behind it answers, such as a revocation, or a passing one.</summary>
    [Alias("ObeyAsync")]
    [AlwaysInterleave]
    Task ObeyAsync([Immutable] Fact fact);
}
