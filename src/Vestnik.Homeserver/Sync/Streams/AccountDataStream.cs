using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Push;
using Vestnik.Protocol.Filters;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Streams;

/// <summary>What a person's clients store for them, push rules included.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#client-config</remarks>
internal sealed class AccountDataStream(IAccountData store, PushRules rules)
{
    /// <summary>Everything that changed in the window, of the whole account and of rooms.</summary>
    public async ValueTask<AccountNews> ReadAsync(SyncWindow window, CancellationToken cancel)
    {
        var after = window.After(window.Feed.Shard);
        if (window.Since is not null && window.Feed.AccountPosition <= after)
        {
            return AccountNews.None;
        }

        var until = window.Until.At(window.Feed.Shard);
        var changed = await store.ChangedAsync(window.User, after, cancel);
        var personal = await rules.OfAsync(window.User, cancel);
        return new AccountNews
        {
            Account = [.. changed.Where(datum => datum.Room is null && datum.Position <= until)],
            Rooms = changed.Where(datum => datum.Room is not null && datum.Position <= until).ToLookup(datum => datum.Room!.Value),
            Rules = window.Since is null || (personal.Position > after && personal.Position <= until) ? personal : null,
        };
    }

    /// <summary>What is stored for a room that the device has nothing of.</summary>
    public async ValueTask<IEnumerable<AccountDatum>> AllOfAsync(SyncWindow window, RoomId room, CancellationToken cancel)
    {
        var until = window.Until.At(window.Feed.Shard);
        return (await store.ChangedAsync(window.User, 0, cancel)).Where(datum => datum.Room == room && datum.Position <= until);
    }

    public static bool WriteAccount(SyncWindow window, AccountNews news, AnswerBuffer output, JsonList members)
    {
        members.Next(output);
        output.Append("\"account_data\":{\"events\":["u8);
        var events = new JsonList();
        WriteRules(window.Filter.AccountData.MatchesType("m.push_rules") ? news.Rules : null, output, events);
        Write(window.Filter.AccountData, news.Account, output, events);
        output.Append("]}"u8);
        return !events.IsEmpty;
    }

    public static void WriteRules(PersonalPushRules? rules, AnswerBuffer output, JsonList events)
    {
        if (rules is not null)
        {
            events.Next(output);
            output.Append("{\"type\":\"m.push_rules\",\"content\":{\"global\":"u8);
            output.Append(rules.Json.Span);
            output.Append("}}"u8);
        }
    }

    public static void Write(EventFilter filter, IEnumerable<AccountDatum> news, AnswerBuffer output, JsonList events)
    {
        foreach (var datum in news)
        {
            if (filter.MatchesType(datum.Type))
            {
                events.Next(output);
                output.Append("{\"type\":"u8);
                output.AppendText(datum.Type);
                output.Append(",\"content\":"u8);
                output.Append(datum.Content);
                output.Append("}"u8);
            }
        }
    }
}

/// <summary>Changes of account data, oldest first.</summary>
internal sealed record AccountNews
{
    public static AccountNews None { get; } = new() { Account = [], Rooms = Array.Empty<AccountDatum>().ToLookup(_ => default(RoomId)) };

    public required IReadOnlyList<AccountDatum> Account { get; init; }

    public required ILookup<RoomId, AccountDatum> Rooms { get; init; }

    public PersonalPushRules? Rules { get; init; }
}
