using System.Buffers;
using System.Text.Json;
using Vestnik.ClientApi.Rooms;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Search;
using Vestnik.Homeserver.Sync;
using Vestnik.Http;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Filters;

namespace Vestnik.ClientApi.Search;

/// <summary>Writes what was found.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3search</remarks>
public sealed class SearchAnswers(RoomReading reading, Aggregations aggregations, IRoomHistory history, TimeProvider clock)
{
    public async Task<ReadOnlyMemory<byte>> WriteAsync(Requester requester, SearchResults results, SearchForm form, CancellationToken cancel)
    {
        var output = new ArrayBufferWriter<byte>(16 * 1024);
        await using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject("search_categories"u8);
            json.WriteStartObject("room_events"u8);
            json.WriteNumber("count"u8, results.Count);
            WriteHighlights(json, results.Highlights);
            json.WriteStartArray("results"u8);
            foreach (var found in results.Found)
            {
                await WriteOneAsync(json, requester, found, form, cancel);
            }

            json.WriteEndArray();
            if (form.WithState)
            {
                await WriteStateAsync(json, requester, results, cancel);
            }

            SearchGroups.Write(json, results, form);
            if (results.Next is { } next)
            {
                json.WriteString("next_batch"u8, next.ToString());
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }

    private static void WriteHighlights(Utf8JsonWriter json, IReadOnlyCollection<string> words)
    {
        json.WriteStartArray("highlights"u8);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    private async Task WriteOneAsync(Utf8JsonWriter json, Requester requester, FoundEvent found, SearchForm form, CancellationToken cancel)
    {
        var reader = EventsJson.ReaderOf(requester, found.Access.View.Id, clock);
        json.WriteStartObject();
        json.WriteNumber("rank"u8, found.Rank);
        json.WritePropertyName("result"u8);
        Write(json, await aggregations.AddAsync(found.Access, found.Event, reader, cancel), reader);
        if (form.HasContext)
        {
            await WriteContextAsync(json, found, form, reader, cancel);
        }

        json.WriteEndObject();
    }

    private async Task WriteContextAsync(
        Utf8JsonWriter json, FoundEvent found, SearchForm form, ClientEvent.Reader reader, CancellationToken cancel)
    {
        var (access, at) = (found.Access, found.Event.Sequence);
        var before = form.Before > 0
            ? await reading.PageAsync(access, at - 1, backwards: true, form.Before, EventFilter.All, cancel)
            : new RoomPage([], at - 1, IsEnd: false);
        var after = form.After > 0
            ? await reading.PageAsync(access, at, backwards: false, form.After, EventFilter.All, cancel)
            : new RoomPage([], at, IsEnd: false);
        json.WriteStartObject("context"u8);
        json.WriteString("start"u8, new TimelineToken(before.Sequence).ToString());
        json.WriteString("end"u8, new TimelineToken(after.Sequence).ToString());
        await WriteEventsAsync(json, "events_before", access, before.Events, reader, cancel);
        await WriteEventsAsync(json, "events_after", access, after.Events, reader, cancel);
        if (form.WithProfiles)
        {
            await WriteProfilesAsync(json, found, [found.Event, .. before.Events, .. after.Events], cancel);
        }

        json.WriteEndObject();
    }

    private async Task WriteEventsAsync(
        Utf8JsonWriter json, string name, RoomAccess access, IReadOnlyList<TimelineEvent> events, ClientEvent.Reader reader, CancellationToken cancel)
    {
        json.WriteStartArray(name);
        foreach (var placed in await aggregations.AddAsync(access, events, reader, cancel))
        {
            Write(json, placed, reader);
        }

        json.WriteEndArray();
    }

    // As people were called when the event that was found was sent.
    private async Task WriteProfilesAsync(Utf8JsonWriter json, FoundEvent found, IReadOnlyList<TimelineEvent> shown, CancellationToken cancel)
    {
        json.WriteStartObject("profile_info"u8);
        foreach (var sender in shown.Select(placed => placed.Event.Sender).Distinct())
        {
            json.WriteStartObject(sender.ToString());
            if (await history.StateAtAsync(found.Access.View.Id, EventType.Member, sender.ToString(), found.Event.Sequence, cancel) is { } member)
            {
                WriteText(json, member, "displayname");
                WriteText(json, member, "avatar_url");
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private async Task WriteStateAsync(Utf8JsonWriter json, Requester requester, SearchResults results, CancellationToken cancel)
    {
        json.WriteStartObject("state"u8);
        foreach (var access in results.Found.Select(found => found.Access).DistinctBy(access => access.View.Id))
        {
            var reader = EventsJson.ReaderOf(requester, access.View.Id, clock);
            json.WriteStartArray(access.View.Id.ToString());
            foreach (var placed in (await reading.StateAsync(access, cancel)).All)
            {
                Write(json, placed, reader);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, TimelineEvent member, string name)
    {
        if (ContentText.Find(member.Event.Content, name) is { } text)
        {
            json.WriteString(name, text);
        }
    }

    private static void Write(Utf8JsonWriter json, TimelineEvent placed, ClientEvent.Reader reader)
    {
        var output = new ArrayBufferWriter<byte>(placed.ClientJson.Length + 256);
        ClientEvent.Write(output, placed, reader);
        json.WriteRawValue(output.WrittenSpan, skipInputValidation: true);
    }
}
