using System.Net;
using System.Net.Http.Headers;

namespace Vestnik.Outbound;

/// <summary>What another server has answered, whole and unpacked. A redirect is an answer like any other: whoever follows it asks again.</summary>
public sealed record OutboundAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
