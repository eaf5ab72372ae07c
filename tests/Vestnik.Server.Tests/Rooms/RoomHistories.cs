namespace Vestnik.Server.Tests.Rooms;

/// <summary>Reads the whole history of a room as a client does.</summary>
internal static class RoomHistories
{
    /// <summary>Every message, oldest first.</summary>
    public static async Task<List<(string Body, string Id)>> ReadAsync(Person reader, string room)
    {
        var messages = new List<(string Body, string Id)>();
        var from = "";
        while (true)
        {
            var page = (await reader.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/messages?dir=f&limit=500{from}")).Accepted();
            messages.AddRange(page["chunk"].EnumerateArray()
                .Where(shown => shown.GetProperty("type").GetString() == "m.room.message" && shown.GetProperty("content").TryGetProperty("body", out _))
                .Select(shown => (shown.GetProperty("content").GetProperty("body").GetString()!, shown.GetProperty("event_id").GetString()!)));
            if (!page.Has("end"))
            {
                return messages;
            }

            from = $"&from={page.Text("end")}";
        }
    }
}
