using System.Text;

namespace Vestnik.Protocol.Json;

/// <summary>Where one member of an object stands in the output: <c>"key":value</c>, quotes included.</summary>
internal struct CanonicalMember
{
    public int Start { get; init; }

    public int KeyEnd { get; init; }

    public bool Escaped { get; init; }

    public int End { get; set; }
}

/// <summary>
/// Orders members by the code points of their keys. The order of UTF-8 bytes is that order; UTF-16 units would put
/// U+E000 after U+1F600.
/// </summary>
internal readonly ref struct MemberOrder(ReadOnlySpan<byte> output)
{
    private readonly ReadOnlySpan<byte> output = output;

    public int Compare(in CanonicalMember left, in CanonicalMember right)
    {
        var a = Key(left);
        var b = Key(right);
        return left.Escaped || right.Escaped
            ? Encoding.UTF8.GetBytes(JsonText.Decode(a)).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(JsonText.Decode(b)))
            : a.SequenceCompareTo(b);
    }

    /// <summary>Heap sort: in place, without a comparer object, and never quadratic on hostile input.</summary>
    public void Sort(Span<CanonicalMember> members)
    {
        for (var root = (members.Length / 2) - 1; root >= 0; root--)
        {
            SiftDown(members, root);
        }

        for (var end = members.Length - 1; end > 0; end--)
        {
            (members[0], members[end]) = (members[end], members[0]);
            SiftDown(members[..end], 0);
        }
    }

    private void SiftDown(Span<CanonicalMember> members, int root)
    {
        while ((root * 2) + 1 < members.Length)
        {
            var child = (root * 2) + 1;
            if (child + 1 < members.Length && Compare(members[child], members[child + 1]) < 0)
            {
                child++;
            }

            if (Compare(members[root], members[child]) >= 0)
            {
                return;
            }

            (members[root], members[child]) = (members[child], members[root]);
            root = child;
        }
    }

    private ReadOnlySpan<byte> Key(in CanonicalMember member) => output[(member.Start + 1)..(member.KeyEnd - 1)];
}
