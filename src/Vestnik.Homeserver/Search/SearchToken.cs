using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Search;

/// <summary>Where a page of results starts, and the group that it is limited to.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3search (next_batch)</remarks>
public sealed record SearchToken(SearchPlace Place, RoomId? Room = null, UserId? Sender = null)
{
    private const int Longest = 1_000;

    public static SearchToken Start { get; } = new(SearchPlace.Start);

    public static bool TryParse(string text, out SearchToken token)
    {
        token = Start;
        if (text.Length > Longest || !Base64Url.IsValid(text))
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
        if (parts.Length != 6 || !Number(parts[0], out var score) || !Number(parts[1], out var at) || !Number(parts[2], out var room) || !Number(parts[3], out var source))
        {
            return false;
        }

        RoomId? only = RoomId.TryParse(parts[4], out var id) ? id : null;
        UserId? by = UserId.TryParse(parts[5], out var user) ? user : null;
        token = new(new(score, at, room, source), only, by);
        return (only is not null || parts[4] == "-") && (by is not null || parts[5] == "-");
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{Place.Score} {Place.SentAt} {Place.Room} {Place.Source} {Room?.ToString() ?? "-"} {Sender?.ToString() ?? "-"}")));

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
