using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Wire;

/// <summary>An event between silos: its bytes and the room version that reads them.</summary>
[Immutable]
[GenerateSerializer]
[Alias("vestnik.pdu")]
internal struct PduBytes
{
    [Id(0)]
    public byte[]? Json;

    [Id(1)]
    public string? Version;
}

[RegisterConverter]
internal sealed class PduConverter : IConverter<Pdu, PduBytes>
{
    public Pdu ConvertFromSurrogate(in PduBytes surrogate)
    {
        if (!RoomVersion.TryGet(surrogate.Version!, out var version))
        {
            throw new InvalidOperationException("Another silo sent an event of a room version that this one does not know.");
        }

        return Pdu.Parse(surrogate.Json, version).Match(
            pdu => pdu,
            refusal => throw new InvalidOperationException($"Another silo sent an event that cannot be read: {refusal.Code}."));
    }

    public PduBytes ConvertToSurrogate(in Pdu value) => new() { Json = value.Json.ToArray(), Version = value.Version.Id };
}

[Immutable]
[GenerateSerializer]
[Alias("vestnik.token-hash")]
internal struct TokenHashBytes
{
    [Id(0)]
    public byte[]? Bytes;
}

[RegisterConverter]
internal sealed class TokenHashConverter : IConverter<TokenHash, TokenHashBytes>
{
    public TokenHash ConvertFromSurrogate(in TokenHashBytes surrogate) => TokenHash.FromBytes(surrogate.Bytes);

    public TokenHashBytes ConvertToSurrogate(in TokenHash value) => new() { Bytes = value.ToBytes() };
}
