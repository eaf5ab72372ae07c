using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.AppServices;
using Vestnik.Protocol.Identifiers;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vestnik.Gateways.AppServices;

/// <summary>Reads what the operator has written of an application service.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#registration</remarks>
public static class RegistrationFile
{
    private const long LargestBytes = 1024 * 1024;

    /// <summary>Reads all files; their ids and tokens differ.</summary>
    /// <exception cref="InvalidDataException">A file is not there or not right; the message says which and how, without its secrets.</exception>
    public static RegisteredServices ReadAll(IReadOnlyList<string> files, ServerName server)
    {
        var services = files.Select(file => Read(file, server)).ToList();
        if (services.GroupBy(service => service.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twins)
        {
            throw new InvalidDataException($"Two application services have the id {twins.Key}.");
        }

        if (services.DistinctBy(service => service.ShownToken).Count() < services.Count)
        {
            throw new InvalidDataException("Two application services have the same as_token.");
        }

        return new RegisteredServices(services);
    }

    private static AppService Read(string file, ServerName server)
    {
        var said = new RegistrationEntry(Load(file), file);
        var localpart = said.Text("sender_localpart");
        if (!UserId.TryParse($"@{localpart}:{server}", out var sender))
        {
            throw said.Wrong("sender_localpart", "is not the local part of a user id");
        }

        var names = said.Entry("namespaces");
        return new AppService
        {
            Id = said.Text("id"),
            Url = said.Address("url"),
            ShownToken = TokenHash.Of(said.Text("as_token")),
            OurToken = said.Text("hs_token"),
            Sender = sender,
            Users = names.Claims("users"),
            Aliases = names.Claims("aliases"),
            Rooms = names.Claims("rooms"),
            IsLimited = said.Flag("rate_limited", otherwise: true),
            HearsEphemera = said.Flag("receive_ephemeral", otherwise: false),
            Protocols = said.Texts("protocols"),
        };
    }

    private static YamlMappingNode Load(string file)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > LargestBytes })
            {
                throw new InvalidDataException($"{file} is larger than a registration of an application service.");
            }

            using var reader = File.OpenText(file);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents is [{ RootNode: YamlMappingNode entry }]
                ? entry
                : throw new InvalidDataException($"{file} is not one YAML mapping.");
        }
        catch (Exception problem) when (problem is YamlException or InvalidOperationException)
        {
            // What ends in the middle of a list makes the reader fail in its own state.
            throw new InvalidDataException($"{file} is not YAML: line {(problem as YamlException)?.Start.Line ?? 0}.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{file} cannot be read: {problem.GetType().Name}.", problem);
        }
    }
}
