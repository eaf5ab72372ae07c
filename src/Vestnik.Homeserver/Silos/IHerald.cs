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

    /// <summary>A fact that must be obeyed before the call behind it answers, such as a revocation.</summary>
    [Alias("ObeyAsync")]
    [AlwaysInterleave]
    Task ObeyAsync([Immutable] Fact fact);
}
