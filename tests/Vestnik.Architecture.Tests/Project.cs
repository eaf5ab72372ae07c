using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Vestnik.Architecture.Tests;

/// <summary>One project of <c>src</c>: what its file asks for and what its built assembly names.</summary>
internal sealed record Project(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, bool UsesAspNetCore)
{
    public static IReadOnlyList<Project> All { get; } =
        [.. Repository.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Read)];

    public static TheoryData<string> Names => [.. All.Select(project => project.Name)];

    public static Project Named(string name) => All.Single(project => project.Name == name);

    /// <summary>Full names of the types from outside that the assembly uses.</summary>
    public IReadOnlyList<string> UsedTypes()
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"Vestnik.{Name}.dll"));
        using var assembly = new PEReader(stream);
        var metadata = assembly.GetMetadataReader();
        return [.. metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }

    private static Project Read(string file)
    {
        var xml = XDocument.Load(Repository.PathOf(file));
        return new Project(
            Short(Path.GetFileNameWithoutExtension(file)),
            [.. Included(xml, "ProjectReference").Select(reference => Short(Path.GetFileNameWithoutExtension(reference)))],
            [.. Included(xml, "PackageReference")],
            xml.Root!.Attribute("Sdk")!.Value.EndsWith(".Web", StringComparison.Ordinal) || Included(xml, "FrameworkReference").Contains("Microsoft.AspNetCore.App"));
    }

    private static IEnumerable<string> Included(XDocument xml, string element) =>
        xml.Descendants(element).Select(item => item.Attribute("Include")!.Value);

    private static string Short(string name) => name["Vestnik.".Length..];
}
