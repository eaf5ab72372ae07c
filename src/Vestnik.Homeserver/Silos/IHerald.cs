using Orleans.Concurrency;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

/// <summary>The ear of one silo: hears what other silos have committed. The key is the silo's address.</summary>
[Alias("Vestnik.IHerald")]
internal interface IHerald : IGrainWithStringKey
{
    /// <summary>Facts of one commit, in the order of their positions.</summary>
    [Alias("HearAsync")]
    [AlwaysInterleave]
    Task HearAsync([Immutable] CommittedFact[] facts);
}
