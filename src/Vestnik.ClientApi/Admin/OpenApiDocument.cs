using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Vestnik.ClientApi.Admin;

/// <summary>Writes the OpenAPI document of the administrators' API out of the routes and what stands beside them, so that it cannot lag behind.</summary>
/// <remarks>Format: https://spec.openapis.org/oas/v3.1.0</remarks>
internal static partial class OpenApiDocument
{
    public static JsonObject Of(IEnumerable<RouteEndpoint> endpoints)
    {
        var paths = new JsonObject();
        foreach (var endpoint in endpoints.OrderBy(endpoint => endpoint.RoutePattern.RawText, StringComparer.Ordinal))
        {
            if (endpoint.Metadata.GetMetadata<AdminOperation>() is { } operation)
            {
                var path = endpoint.RoutePattern.RawText!;
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
                {
                    var methods = paths[path]?.AsObject();
                    if (methods is null)
                    {
                        paths[path] = methods = [];
                    }

                    methods[method.ToLowerInvariant()] = Describe(method, path, operation);
                }
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Vestnik administration",
                ["version"] = "1",
                ["description"] = "For administrators of a Vestnik server. Every deed is written down; none of them reads what people say.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(new JsonObject { ["accessToken"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["accessToken"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "Of an administrator's session." },
                },
                ["schemas"] = new JsonObject
                {
                    ["Refusal"] = Shape(
                    [
                        new("errcode", "string", "The code of the Matrix specification."),
                        new("error", "string", "The same as a sentence."),
                    ]),
                },
            },
        };
    }

    private static JsonObject Describe(string method, string path, AdminOperation operation)
    {
        var parameters = AdminAnswer.List(
            PathPart().Matches(path).Select(part => (JsonNode)Parameter(new(part.Groups["it"].Value, "string", "Which one."), "path"))
                .Concat(operation.Query.Select(field => Parameter(field, "query"))));
        var described = new JsonObject
        {
            ["operationId"] = $"{method.ToLowerInvariant()}{NotInName().Replace(path.Replace("/_vestnik/admin/v1", "", StringComparison.Ordinal), "_")}",
            ["summary"] = operation.Summary,
            ["parameters"] = parameters,
            ["responses"] = new JsonObject
            {
                ["200"] = Content("It is done.", AnswerShape(operation)),
                ["default"] = Content("It was refused.", new JsonObject { ["$ref"] = "#/components/schemas/Refusal" }),
            },
        };
        if (operation.Body.Count > 0)
        {
            var body = Content("", Shape(operation.Body));
            body.Remove("description");
            body["required"] = operation.Body.Any(field => !field.IsOptional);
            described["requestBody"] = body;
        }

        return described;
    }

    private static JsonObject Parameter(AdminField field, string place) => new()
    {
        ["name"] = field.Name,
        ["in"] = place,
        ["required"] = !field.IsOptional,
        ["description"] = field.Words,
        ["schema"] = new JsonObject { ["type"] = field.Type },
    };

    private static JsonObject Content(string words, JsonNode schema) => new()
    {
        ["description"] = words,
        ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } },
    };

    private static JsonObject AnswerShape(AdminOperation operation)
    {
        if ((operation.PageOf ?? operation.ListOf) is not { } name)
        {
            return Shape(operation.Answer);
        }

        var answer = Shape(operation.PageOf is null
            ? []
            :
            [
                new("total", "integer", "How many there are on all pages."),
                AdminField.Optional("next", "integer", "The from of the next page; absent on the last."),
            ]);
        answer["properties"]![name] = new JsonObject { ["type"] = "array", ["items"] = Shape(operation.Answer) };
        answer["required"]!.AsArray().Add(JsonValue.Create(name));
        return answer;
    }

    private static JsonObject Shape(IReadOnlyList<AdminField> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            var shape = field.Type == "strings"
                ? new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }
                : new JsonObject { ["type"] = field.IsOptional ? new JsonArray(field.Type, "null") : field.Type };
            shape["description"] = field.Words;
            properties[field.Name] = shape;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = AdminAnswer.Texts(fields.Where(field => !field.IsOptional).Select(field => field.Name)),
        };
    }

    [GeneratedRegex(@"\{(?<it>\w+)\}", RegexOptions.None, 1000)]
    private static partial Regex PathPart();

    [GeneratedRegex(@"\W+", RegexOptions.None, 1000)]
    private static partial Regex NotInName();
}
