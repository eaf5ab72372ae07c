namespace Vestnik.Homeserver.AppServices;

/// <summary>One network of one application service, with a list of public rooms of its own.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#published-room-directories</remarks>
public readonly record struct NetworkName(string Service, string Network)
{
    /// <summary>What clients call it: the <c>instance_id</c> of a protocol's instance.</summary>
    public static string Of(AppService service, string network)
    {
        ArgumentNullException.ThrowIfNull(service);
        return $"{service.Id}|{network}";
    }

    public static bool TryParse(string text, out NetworkName name)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        name = bar > 0 ? new(text[..bar], text[(bar + 1)..]) : default;
        return bar > 0;
    }
}
