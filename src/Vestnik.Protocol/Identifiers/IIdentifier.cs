using System.Diagnostics.CodeAnalysis;

namespace Vestnik.Protocol.Identifiers;

/// <summary>A Matrix identifier: a string with a grammar, checked once and carried as a type.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#identifier-grammar</remarks>
public interface IIdentifier<TSelf> : IParsable<TSelf>
    where TSelf : IIdentifier<TSelf>
{
    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf id);
}
