using System.Text;
using CsCheck;
using Shouldly;
using Vestnik.Protocol.Json;
using Xunit;

namespace Vestnik.Protocol.Tests.Json;

/// <summary>Examples: https://spec.matrix.org/v1.19/appendices/#canonical-json</summary>
public sealed class CanonicalJsonTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var example in Vectors.Read("canonical-json.json").EnumerateArray())
            {
                examples.Add(example.GetProperty("input").GetString()!, example.GetProperty("canonical").GetString()!);
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_examples_of_the_specification_hold(string json, string canonical) =>
        Canonical(json).ShouldBe(canonical);

    [Theory]
    [InlineData("[1E2,-5e0,100e-2,9007199254740991e0,0e5]", "[100,-5,1,9007199254740991,0]")]
    public void An_exponent_that_gives_an_integer_is_that_integer(string json, string canonical) =>
        Canonical(json).ShouldBe(canonical);

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00"}""", "{\"a\":\"\U0001F600\"}")]
    [InlineData("""{"a":"\u2028\u007f\/"}""", "{\"a\":\"\u2028\u007f/\"}")]
    [InlineData("""{"a":"\u0000\u0008\u0009\u000A\u000b\u000C\u000d\u001F\"\\"}""", """{"a":"\u0000\b\t\n\u000b\f\r\u001f\"\\"}""")]
    [InlineData("""{"\u0061":1}""", """{"a":1}""")]
    public void Text_is_spelled_with_the_fewest_escapes(string json, string canonical) =>
        Canonical(json).ShouldBe(canonical);

    [Fact]
    public void Keys_are_ordered_by_code_point_and_not_by_utf16_unit() =>
        Canonical("{\"\U0001F600\":1,\"\uE000\":2,\"\\n\":3}").ShouldBe("{\"\\n\":3,\"\uE000\":2,\"\U0001F600\":1}");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}x")]
    [InlineData("{\"a\":01}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("// hello\n{}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("\"tab\there\"")]
    public void What_is_not_json_is_called_so(string json) => Refusal(Encoding.UTF8.GetBytes(json)).ShouldBe("M_NOT_JSON");

    [Theory]
    [InlineData("""{"a":1.5}""")]
    [InlineData("""{"a":1.0}""")]
    [InlineData("""{"a":1e-3}""")]
    [InlineData("""{"a":1e16}""")]
    [InlineData("""{"a":1e400}""")]
    [InlineData("""{"a":1.5e1}""")]
    [InlineData("""{"a":9007199254740992}""")]
    [InlineData("""{"a":-9007199254740992}""")]
    [InlineData("""{"a":123456789012345678901234567890}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"b":1,"a":2,"b":3}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"a":"\ude00\ud83d"}""")]
    [InlineData("""{"a":"\ud83dx"}""")]
    [InlineData("""{"\udc00":1}""")]
    public void Json_that_has_no_canonical_form_is_refused(string json) => Refusal(Encoding.UTF8.GetBytes(json)).ShouldBe("M_BAD_JSON");

    [Fact]
    public void Half_a_surrogate_pair_in_bytes_is_not_utf8() =>
        Refusal([(byte)'"', 0xED, 0xA0, 0x80, (byte)'"']).ShouldBe("M_NOT_JSON");

    [Theory]
    [InlineData(9007199254740991)]
    [InlineData(-9007199254740991)]
    public void The_largest_integers_that_every_client_can_hold_are_kept(long value) =>
        Canonical($"[{value}]").ShouldBe($"[{value}]");

    [Fact]
    public void Nesting_is_limited()
    {
        Canonical(new string('[', 100) + new string(']', 100)).Length.ShouldBe(200);
        Refusal(Encoding.UTF8.GetBytes(new string('[', 101) + new string(']', 101))).ShouldBe("M_BAD_JSON");
        Refusal(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 101)) + "1" + new string('}', 101))).ShouldBe("M_BAD_JSON");
    }

    [Theory]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1.0", "1.0")]
    [InlineData("1.50", "1.5")]
    [InlineData("5.114698E4", "51146.98")]
    [InlineData("1e15", "1000000000000000.0")]
    [InlineData("1e16", "1e+16")]
    [InlineData("1234567890123456.5e0", "1234567890123456.5")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("-0.0", "-0.0")]
    public void Old_rooms_may_hold_any_number(string number, string spelled) =>
        Text(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(number), JsonNumbers.Any).Match(bytes => bytes, e => throw new ShouldAssertException(e.Message))).ShouldBe(spelled);

    [Fact]
    public void A_thousand_keys_in_reverse_come_out_in_order()
    {
        var keys = Enumerable.Range(0, 1_000).Select(n => $"k{n:0000}").ToArray();
        var reversed = "{" + string.Join(',', keys.Reverse().Select(k => $"\"{k}\":{{\"z\":1,\"a\":[]}}")) + "}";
        Canonical(reversed).ShouldBe("{" + string.Join(',', keys.Select(k => $"\"{k}\":{{\"a\":[],\"z\":1}}")) + "}");
    }

    private static string Canonical(string json) =>
        Text(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json)).Match(bytes => bytes, e => throw new ShouldAssertException(e.Message)));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static string Refusal(byte[] json) => CanonicalJson.Canonicalize(json).Match(_ => "accepted", e => e.Code);

    [Fact]
    public void Any_document_is_spelled_as_the_slow_writer_spells_it() =>
        Documents.Any.Sample(
            document =>
            {
                var canonical = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(document.Spelled)).Must();
                Text(canonical).ShouldBe(document.Canonical);
                CanonicalJson.Canonicalize(canonical).Must().ShouldBe(canonical);
            },
            iter: 5_000);

    [Fact]
    public void No_bytes_at_all_bring_it_down() =>
        Gen.Byte.Array[0, 40].Sample(bytes => CanonicalJson.Canonicalize(bytes).Match(_ => "", e => e.Code).ShouldBeOneOf("", "M_NOT_JSON", "M_BAD_JSON"), iter: 10_000);
}
