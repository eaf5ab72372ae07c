using System.Text.RegularExpressions;

namespace Vestnik.Architecture.Tests;

public sealed partial class EndpointTests
{
    private static readonly string[] Endpoints =
        [.. Repository.Sources("src/", ".cs").Where(file => EndpointClass().IsMatch(Repository.Read(file)))];

    [Fact]
    public void There_are_endpoints() => Endpoints.ShouldNotBeEmpty();

    [Fact]
    public void An_endpoint_has_a_file_of_its_own_that_bears_its_name() =>
        Endpoints
            .Select(file => (File: file, Classes: EndpointClass().Matches(Repository.Read(file)).Select(match => match.Groups["it"].Value).ToList()))
            .Where(found => found.Classes.Count != 1 || found.Classes[0] != Path.GetFileNameWithoutExtension(found.File))
            .Select(found => $"{found.File}: {string.Join(", ", found.Classes)}")
            .ShouldBeEmpty();

    [Fact]
    public void An_endpoint_names_its_source() =>
        Endpoints.Where(file => !Source().IsMatch(Repository.Read(file))).ShouldBeEmpty();

    [Fact]
    public void An_endpoint_stands_in_the_list_of_its_door()
    {
        var lists = string.Concat(Repository.Sources("src/", "Routes.cs").Select(Repository.Read));
        Endpoints.Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !Regex.IsMatch(lists, $@"\.Map<([\w.]+\.)?{name}>\(\)", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"class (?<it>\w+)(?:\([^)]*\))?\s*:\s*IEndpoint\b", RegexOptions.None, 1000)]
    private static partial Regex EndpointClass();

    [GeneratedRegex(@"Spec: https://spec\.matrix\.org/v1\.19/\S+#\S+|Source: \S+", RegexOptions.None, 1000)]
    private static partial Regex Source();
}
