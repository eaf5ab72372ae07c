using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Vestnik.Gateways.Push;

namespace Vestnik.Server.Tests.Push;

/// <summary>The example of RFC 8291, appendix A.</summary>
public sealed class WebPushMessageTests
{
    private const string Text = "When I grow up, I want to be a watermelon";
    private const string SenderKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string SenderPoint = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string ReceiverPoint = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Body =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    [Fact]
    public void The_example_of_the_standard_comes_out_byte_for_byte()
    {
        using var sender = ECDiffieHellman.Create(P256Point.Read(Bytes(SenderPoint)) with { D = Bytes(SenderKey) });

        Base64Url.EncodeToString(WebPushMessage.Encrypt(Encoding.UTF8.GetBytes(Text), Bytes(ReceiverPoint), Bytes(Auth), sender, Bytes(Salt))).ShouldBe(Body);
    }

    [Fact]
    public void The_same_text_is_never_the_same_body_and_the_longest_fits_a_push_service()
    {
        var text = new byte[WebPushMessage.LongestText];
        var (first, second) = (WebPushMessage.Encrypt(text, Bytes(ReceiverPoint), Bytes(Auth)), WebPushMessage.Encrypt(text, Bytes(ReceiverPoint), Bytes(Auth)));

        first.ShouldNotBe(second);
        first.Length.ShouldBe(4096);
    }

    [Theory]
    [InlineData("")]
    [InlineData("BCVxsr7N")]
    [InlineData("BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE")]
    public void What_is_no_key_of_a_browser_is_refused(string point) =>
        Should.Throw<CryptographicException>(() => WebPushMessage.Encrypt("x"u8, Bytes(point), Bytes(Auth)));

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
