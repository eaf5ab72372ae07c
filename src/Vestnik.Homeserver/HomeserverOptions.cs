using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver;

/// <summary>The section <c>Vestnik</c> of the configuration. What the keys mean to an operator stands in tests/conformance/README.md.</summary>
public sealed class HomeserverOptions
{
    /// <summary>The server's name in identifiers, such as <c>example.org</c> or <c>localhost:8448</c>.</summary>
    public required ServerName ServerName { get; init; }

    /// <summary>Where clients reach the server, without a slash at the end.</summary>
    public required Uri PublicBaseUrl { get; init; }

    /// <summary>Database, media and signing key live below it; whatever is missing is created.</summary>
    public required string DataDirectory { get; init; }

    public RegistrationOptions Registration { get; init; } = new();

    public PasswordOptions Passwords { get; init; } = new();

    public RoomOptions Rooms { get; init; } = new();

    public DelayedEventOptions DelayedEvents { get; init; } = new();

    public PresenceOptions Presence { get; init; } = new();

    /// <summary>How the operator is reached; nobody is told when empty.</summary>
    public SupportOptions Support { get; init; } = new();

    public CallOptions Calls { get; init; } = new();

    public NoticeOptions Notices { get; init; } = new();

    /// <summary>Null for a server that sends no letters.</summary>
    public EmailOptions? Email { get; init; }

    /// <summary>Null for a server that sends no short messages.</summary>
    public ShortMessageOptions? ShortMessages { get; init; }

    public RateLimitOptions RateLimits { get; init; } = new();

    public MediaOptions Media { get; init; } = new();

    public AppServiceOptions AppServices { get; init; } = new();

    public PushOptions Push { get; init; } = new();

    /// <summary>Absent on a single machine, which then opens no port for other silos.</summary>
    public ClusterOptions? Cluster { get; init; }
}

public sealed class RegistrationOptions
{
    /// <summary>Anyone may register with the <c>m.login.dummy</c> flow. Closed unless configured.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whoever registers needs a token that <c>vestnik admin make-token</c> has made.</summary>
    public bool RequireToken { get; init; }

    public bool AllowGuests { get; init; }

    /// <summary>Enables <c>/_synapse/admin/v1/register</c>; absent means off.</summary>
    public string? SharedSecret { get; init; }
}

public sealed class PasswordOptions
{
    /// <summary>Argon2id passes over 64 MiB; 1 is the least the algorithm takes and uses 8 MiB, for tests.</summary>
    public int HashCost { get; init; } = 3;
}

public sealed class RoomOptions
{
    /// <summary>Version of rooms created without one.</summary>
    public string DefaultVersion { get; init; } = "12";
}

public sealed class DelayedEventOptions
{
    /// <summary>So many events one person may have scheduled; 0 turns delayed events off.</summary>
    public int MaximumScheduled { get; init; } = 100;

    /// <summary>How long an event may be delayed at most.</summary>
    public int MaximumHours { get; init; } = 31 * 24;
}

public sealed class PresenceOptions
{
    /// <summary>People see who of those they share a room with is there.</summary>
    public bool Enabled { get; init; } = true;
}

public sealed class PushOptions
{
    /// <summary>This server is a push gateway itself, for browsers (Web Push) and for apps with UnifiedPush.</summary>
    public bool Gateway { get; init; } = true;
}

public sealed class SupportOptions
{
    public IReadOnlyList<SupportContact> Contacts { get; init; } = [];

    /// <summary>A page that helps people with this server.</summary>
    public Uri? Page { get; init; }
}

/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#getwell-knownmatrixsupport</remarks>
public sealed class SupportContact
{
    public string? MatrixId { get; init; }

    public string? EmailAddress { get; init; }

    /// <summary>Such as <c>m.role.admin</c> or <c>m.role.security</c>.</summary>
    public string Role { get; init; } = "m.role.admin";
}

public sealed class NoticeOptions
{
    /// <summary>The local part of the name by which the server speaks to people; nobody registers it.</summary>
    public string Name { get; init; } = "notices";

    /// <summary>What the rooms of notices are called; the server's name when absent.</summary>
    public string? RoomName { get; init; }

    public UserId SpeakerOn(ServerName server) => UserId.Parse($"@{Name}:{server}");
}

public sealed class EmailOptions
{
    public required string SmtpHost { get; init; }

    public int SmtpPort { get; init; } = 587;

    /// <summary>From the first byte on port 465, by STARTTLS on others. Without it letters and passwords travel in clear.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>The sender, such as <c>Vestnik &lt;noreply@example.org&gt;</c>.</summary>
    public required string From { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }
}

public sealed class ShortMessageOptions
{
    /// <summary>Where a JSON object with <c>to</c> and <c>text</c> is posted.</summary>
    public required Uri Url { get; init; }

    /// <summary>Sent along as a bearer token.</summary>
    public string? Token { get; init; }
}

public sealed class CallOptions
{
    /// <summary>Such as <c>turn:turn.example.org:3478?transport=udp</c>.</summary>
    public IReadOnlyList<string> TurnUris { get; init; } = [];

    /// <summary>The secret that the TURN servers share with this server; without it nobody gets their addresses.</summary>
    public string? TurnSecret { get; init; }

    /// <summary>How long a name and password are good for.</summary>
    public int TurnMinutes { get; init; } = 24 * 60;
}

public sealed class RateLimitOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>Addresses of reverse proxies whose <c>X-Forwarded-For</c> is believed. Nobody else's is.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
}

public sealed class MediaOptions
{
    /// <summary>Largest upload in bytes.</summary>
    public long MaximumUploadBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>How many bytes one person may keep here.</summary>
    public long QuotaBytes { get; init; } = 10L * 1024 * 1024 * 1024;

    /// <summary>Where people whose quota is used up read what to do; the server's own address when absent.</summary>
    public Uri? QuotaInfoUri { get; init; }

    /// <summary>Content that nobody has read for so many days is removed; kept for ever when absent.</summary>
    public int? KeepUnusedDays { get; init; }

    /// <summary>The server looks at links that people are about to send, and shows what is behind them.</summary>
    public bool UrlPreviews { get; init; }

    /// <summary>Host names that may resolve to a private address and may be looked at all the same: an organisation's own pages.</summary>
    public IReadOnlyList<string> UrlPreviewPrivateHosts { get; init; } = [];

    /// <summary>An S3-compatible store that keeps content in place of the media folder; absent means the folder.</summary>
    public ObjectStorageOptions? ObjectStorage { get; init; }
}

public sealed class ObjectStorageOptions
{
    /// <summary>Such as <c>https://objects.example.org</c>; the bucket follows in the path.</summary>
    public required Uri Endpoint { get; init; }

    public required string Bucket { get; init; }

    public string Region { get; init; } = "us-east-1";

    public required string AccessKey { get; init; }

    public required string SecretKey { get; init; }
}

public sealed class AppServiceOptions
{
    /// <summary>One YAML file for each application service.</summary>
    public IReadOnlyList<string> RegistrationFiles { get; init; } = [];
}

public sealed class ClusterOptions
{
    /// <summary>The IP address at which the other silos reach this one.</summary>
    public required string Address { get; init; }

    /// <summary>The port at which the other silos reach this one.</summary>
    public required int SiloPort { get; init; }
}
