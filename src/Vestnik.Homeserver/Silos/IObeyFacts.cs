using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

/// <summary>A cache that grants something, and forgets it when another silo says so.</summary>
public interface IObeyFacts
{
    void Obey(Fact fact);
}
