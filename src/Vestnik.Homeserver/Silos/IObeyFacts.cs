using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

/// <summary>Hears what other silos say beside the commits: a cache that grants something and forgets it, or who is typing.</summary>
public interface IObeyFacts
{
    void Obey(Fact fact);
}
