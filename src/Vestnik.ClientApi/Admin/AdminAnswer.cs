using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin;

/// <summary>Answers to administrators.</summary>
internal static class AdminAnswer
{
    public static IResult Of(JsonNode body, int status = StatusCodes.Status200OK) =>
        new RawAnswer(Encoding.UTF8.GetBytes(body.ToJsonString()), status);

    public static IResult Of<T>(Outcome<T> outcome, Func<T, JsonNode> answer) =>
        outcome.Match(value => Of(answer(value)), refusal => refusal.ToResponse());

    /// <summary>A list with a page's worth of entries.</summary>
    public static JsonObject Page(string name, IEnumerable<JsonNode> entries, long total, int? next)
    {
        var page = new JsonObject { [name] = List(entries), ["total"] = total };
        if (next is { } from)
        {
            page["next"] = from;
        }

        return page;
    }

    public static JsonArray List(IEnumerable<JsonNode> entries)
    {
        var list = new JsonArray();
        foreach (var entry in entries)
        {
            list.Add(entry);
        }

        return list;
    }

    public static JsonArray Texts<T>(IEnumerable<T> entries) => List(entries.Select(entry => (JsonNode)JsonValue.Create(entry!.ToString())!));
}
