using System.Text.Json;

namespace Vestnik.Protocol.Tests;

/// <summary>The published vectors that stand beside this file.</summary>
internal static class Vectors
{
    public static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", file)));
        return document.RootElement.Clone();
    }
}
