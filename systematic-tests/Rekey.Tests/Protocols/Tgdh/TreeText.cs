using Rekey.Core;
using Rekey.KeyAgreement.Tgdh;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>Trees as the prose writes them: <c>((m1 m2) m3)</c>.</summary>
internal static class TreeText
{
    /// <summary>A tree's shape.</summary>
    public static string Of(KeyNode tree) => tree is KeyBranch branch ? $"({Of(branch.Left)} {Of(branch.Right)})" : tree.Last.ToString();

    /// <summary>A tree's shape, with a question mark behind each node that has no blinded key.</summary>
    public static string Marked(KeyNode tree)
    {
        var mark = tree.Blinded is null ? "?" : "";
        return tree is KeyBranch branch ? $"({Marked(branch.Left)} {Marked(branch.Right)}){mark}" : $"{tree.Last}{mark}";
    }

    /// <summary>Reads a tree; its nodes get the blinded key, but for those with a question mark.</summary>
    public static KeyNode Read(string text, CryptoValue? blinded = null)
    {
        var at = 0;
        return Node();

        KeyNode Node()
        {
            KeyNode? left = null, right = null;
            var name = "";
            if (text[at] == '(')
            {
                at++;
                left = Node();
                at++;
                right = Node();
                at++;
            }
            else
            {
                var end = text.IndexOfAny(['(', ')', ' ', '?'], at) is var e and >= 0 ? e : text.Length;
                (name, at) = (text[at..end], end);
            }

            var has = at >= text.Length || text[at] != '?';
            at += has ? 0 : 1;
            return left is null ? new KeyLeaf(MemberId.Parse(name), has ? blinded : null, null) : new KeyBranch(left, right!).With(has ? blinded : null, null);
        }
    }
}
