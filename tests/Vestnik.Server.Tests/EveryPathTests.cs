using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Server.Tests;

/// <summary>
/// Every path of the client-server API is answered, but for those in <see cref="MissingPaths"/>, which can only become fewer.
/// Needs a work tree of the specification at <c>MATRIX_SPEC_DIR</c>; without it the tests are skipped, and say so.
/// </summary>
public sealed partial class EveryPathTests(Town town) : IClassFixture<Town>
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head"];

    private static string? Specification => Environment.GetEnvironmentVariable("MATRIX_SPEC_DIR");

    [Fact]
    public void Every_path_of_the_specification_is_answered_or_known_to_be_missing()
    {
        var (specified, missing) = (Specified(), Missing());

        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture, $"{specified.Count - missing.Count} of {specified.Count} operations of the client-server API are there."));
        missing.Except(MissingPaths.Known, StringComparer.Ordinal).ShouldBeEmpty("no endpoint answers these");
    }

    [Fact]
    public void What_is_answered_or_not_specified_leaves_the_list_of_the_missing() =>
        MissingPaths.Known.Except(Missing(), StringComparer.Ordinal).ShouldBeEmpty("these are no longer missing");

    private List<string> Missing()
    {
        var mapped = Mapped();
        return [.. Specified().Where(operation => !mapped.Exists(answered => Covers(answered, operation)))];
    }

    private List<string> Mapped() =>
        [.. from endpoint in town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            select $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"];

    private static List<string> Specified()
    {
        Assert.SkipWhen(Specification is null, "MATRIX_SPEC_DIR names no work tree of the Matrix specification.");
        var found = Directory.EnumerateFiles(Path.Combine(Specification!, "data", "api", "client-server"), "*.yaml")
            .SelectMany(OperationsOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        found.Count.ShouldBeGreaterThan(150, "the specification was not read");
        return found;
    }

    private static IEnumerable<string> OperationsOf(string file)
    {
        var text = File.ReadAllText(file);
        var basePath = BasePath().Match(text).Groups["it"].Value;
        string? path = null;
        foreach (var line in text.Split('\n'))
        {
            if (PathLine().Match(line) is { Success: true } found)
            {
                path = found.Groups["it"].Value.Trim().TrimEnd('/');
            }
            else if (path is not null && MethodLine().Match(line) is { Success: true } named && Methods.Contains(named.Groups["it"].Value, StringComparer.Ordinal))
            {
                yield return $"{named.Groups["it"].Value.ToUpperInvariant()} {basePath}{path}";
            }
        }
    }

    /// <summary>A parameter of ours takes whatever stands there; a last one may be left out.</summary>
    private static bool Covers(string mapped, string specified)
    {
        var (ours, theirs) = (mapped.Split('/'), specified.Split('/'));
        if (ours.Length == theirs.Length + 1 && ours[^1].EndsWith("?}", StringComparison.Ordinal))
        {
            ours = ours[..^1];
        }

        return ours.Length == theirs.Length
            && ours.Zip(theirs).All(part => part.First.StartsWith('{') || part.First == part.Second);
    }

    [GeneratedRegex(@"basePath:\s+(?:enum:(?:\s+- \S+)+\s+)?default: (?<it>/\S*)", RegexOptions.None, 1000)]
    private static partial Regex BasePath();

    [GeneratedRegex(@"^  ""?(?<it>/[^"":]*)""?:", RegexOptions.None, 1000)]
    private static partial Regex PathLine();

    [GeneratedRegex(@"^    (?<it>[a-z]+):\s*$", RegexOptions.None, 1000)]
    private static partial Regex MethodLine();
}
