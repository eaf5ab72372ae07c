using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Wire;

/// <summary>An identifier between silos: its text. The law's types know nothing of Orleans.</summary>
[Immutable]
[GenerateSerializer]
[Alias("vestnik.user-id")]
internal struct UserIdText
{
    [Id(0)]
    public string? Text;
}

[RegisterConverter]
internal sealed class UserIdConverter : IConverter<UserId, UserIdText>
{
    public UserId ConvertFromSurrogate(in UserIdText surrogate) =>
        surrogate.Text is { } text ? UserId.Parse(text) : default;

    public UserIdText ConvertToSurrogate(in UserId value) => new() { Text = value == default ? null : value.ToString() };
}

[Immutable]
[GenerateSerializer]
[Alias("vestnik.event-id")]
internal struct EventIdText
{
    [Id(0)]
    public string? Text;
}

[RegisterConverter]
internal sealed class EventIdConverter : IConverter<EventId, EventIdText>
{
    public EventId ConvertFromSurrogate(in EventIdText surrogate) =>
        surrogate.Text is { } text ? EventId.Parse(text) : default;

    public EventIdText ConvertToSurrogate(in EventId value) => new() { Text = value == default ? null : value.ToString() };
}

[Immutable]
[GenerateSerializer]
[Alias("vestnik.room-id")]
internal struct RoomIdText
{
    [Id(0)]
    public string? Text;
}

[RegisterConverter]
internal sealed class RoomIdConverter : IConverter<RoomId, RoomIdText>
{
    public RoomId ConvertFromSurrogate(in RoomIdText surrogate) =>
        surrogate.Text is { } text ? RoomId.Parse(text) : default;

    public RoomIdText ConvertToSurrogate(in RoomId value) => new() { Text = value == default ? null : value.ToString() };
}

[Immutable]
[GenerateSerializer]
[Alias("vestnik.room-alias")]
internal struct RoomAliasText
{
    [Id(0)]
    public string? Text;
}

[RegisterConverter]
internal sealed class RoomAliasConverter : IConverter<RoomAlias, RoomAliasText>
{
    public RoomAlias ConvertFromSurrogate(in RoomAliasText surrogate) =>
        surrogate.Text is { } text ? RoomAlias.Parse(text) : default;

    public RoomAliasText ConvertToSurrogate(in RoomAlias value) => new() { Text = value == default ? null : value.ToString() };
}
