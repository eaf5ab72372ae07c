namespace Vestnik.Architecture.Tests;

/// <summary>What a project may know of; the table stands in ARCHITECTURE.md.</summary>
internal sealed record Room
{
    public required string[] Projects { get; init; }

    public string[] Packages { get; init; } = [];

    public bool AspNetCore { get; init; }

    /// <summary>Beginnings of full type names that must not occur in the built assembly.</summary>
    public string[] Never { get; init; } = [];
}

internal static class HousePlan
{
    // Task and its kin, but not cancellation or locks.
    private static readonly string[] Doing =
        ["System.Threading.Tasks.", "System.IO.File", "System.IO.Directory", "System.Net.", "System.TimeProvider", "System.Random", "System.DateTime", "Orleans."];

    private static readonly string[] Outside = ["Microsoft.AspNetCore.", "System.Net.Http.", "Microsoft.Data.", "Npgsql.", "System.Data."];

    /// <summary>The packages that every Orleans project carries, for its contracts and their generated code.</summary>
    private const string Contracts = "Microsoft.Orleans.Sdk";

    public static IReadOnlyDictionary<string, Room> Rooms { get; } = new Dictionary<string, Room>(StringComparer.Ordinal)
    {
        ["Protocol"] = new() { Projects = [], Packages = ["NSec.Cryptography"], Never = Doing },
        ["Outbound"] = new() { Projects = [], Never = ["Microsoft.AspNetCore.", "Microsoft.Data.", "Npgsql.", "Orleans."] },
        ["Homeserver"] = new() { Projects = ["Protocol"], Packages = [Contracts, "Lucene.Net.Analysis.Common", "Microsoft.Orleans.Runtime", "NSec.Cryptography", "System.Formats.Cbor"], Never = Outside },
        ["Storage"] = new() { Projects = ["Homeserver", "Protocol"], Packages = ["Microsoft.Data.Sqlite", "Npgsql", Contracts], Never = ["Microsoft.AspNetCore."] },
        ["Http"] = new() { Projects = ["Homeserver", "Protocol"], Packages = [Contracts], AspNetCore = true, Never = ["Microsoft.Data.", "Npgsql.", "System.Data."] },
        ["Gateways"] = new() { Projects = ["Outbound", "Homeserver", "Protocol"], Packages = [Contracts, "AngleSharp", "MailKit", "NetVips", "NetVips.Native", "YamlDotNet", "libphonenumber-csharp"], Never = ["Microsoft.AspNetCore.", "Microsoft.Data.", "Npgsql.", "System.Data."] },
        ["ClientApi"] = new() { Projects = ["Http", "Homeserver", "Protocol"], Packages = [Contracts, "OpenIddict.Server.AspNetCore", "QRCoder"], AspNetCore = true, Never = ["Microsoft.Data.", "Npgsql.", "System.Data.", "Vestnik.Storage."] },
        ["Host"] = new() { Projects = ["ClientApi", "Gateways", "Http", "Homeserver", "Outbound", "Protocol", "Storage"], Packages = ["Microsoft.Orleans.Server", "System.CommandLine"], AspNetCore = true },
    };
}
