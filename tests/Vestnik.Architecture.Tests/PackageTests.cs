using System.Text.Json;
using System.Xml.Linq;

namespace Vestnik.Architecture.Tests;

public sealed class PackageTests
{
    /// <summary>A version that a registry does not hold is silently replaced by the next one (NU1603); here that is loud.</summary>
    [Fact]
    public void No_package_is_of_another_version_than_asked_for()
    {
        var asked = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);

        var taken = Directory.EnumerateFiles(Repository.PathOf("artifacts/obj"), "project.assets.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Bench", StringComparison.Ordinal))
            .SelectMany(Libraries)
            .Distinct()
            .ToList();

        taken.ShouldNotBeEmpty("the projects were not restored");
        taken.Where(package => asked.TryGetValue(package.Name, out var version) && version != package.Version)
            .Select(package => $"{package.Name}: asked for {asked[package.Name]}, got {package.Version}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_central_version_stands_without_a_project_that_uses_it()
    {
        var used = Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file == "Directory.Build.props")
            .Select(Repository.Read).ToList();
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value)
            .Where(name => !used.Exists(project => project.Contains($"\"{name}\"", StringComparison.OrdinalIgnoreCase)))
            .ShouldBeEmpty();
    }

    private static IEnumerable<(string Name, string Version)> Libraries(string file)
    {
        using var stream = File.OpenRead(file);
        using var assets = JsonDocument.Parse(stream);
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Split('/'))
            .Select(parts => (parts[0], parts[1]))];
    }
}
