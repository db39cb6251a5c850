using Rekey.Core;
using Rekey.Crypto.Symbolic;

namespace Rekey.Tests.Adversary;

/// <summary>All terms of depth two over a few atoms: small enough to close by brute force.</summary>
internal sealed class Universe
{
    private static readonly MemberId A = MemberId.Parse("a");
    private static readonly MemberId B = MemberId.Parse("b");

    public Universe(TermStore store)
    {
        Term[] atoms = [store.Nonce(A, 0), store.Nonce(A, 1), store.Nonce(B, 0), store.ChannelKey(B), store.Public("hello")];
        Term[] keys = [.. atoms, .. atoms.Take(3).Select(a => store.Kdf("k", a))];
        Term[] boxes =
        [
            .. from key in keys from content in atoms select store.Enc(key, content),
            .. from content in keys select store.Sealed(B, content),
            .. from content in keys select store.Signed(A, content),
            .. from left in atoms from right in atoms.Take(2) select store.Pair(left, right),
        ];
        Every = [.. keys, .. boxes, .. from box in boxes where box.Id % 5 == 0 select store.Enc(keys[box.Id % keys.Length], box)];
    }

    /// <summary>The terms.</summary>
    public IReadOnlyList<Term> Every { get; }

    /// <summary>The terms with some numbers.</summary>
    public Term[] All(int[] codes) => [.. codes.Take(12).Select(c => Every[c % Every.Count])];

    /// <summary>What can be derived, by applying every rule to everything until nothing is new.</summary>
    public HashSet<Term> NaiveClosure(IEnumerable<Term> given)
    {
        var known = new HashSet<Term>(given);
        int before;
        do
        {
            before = known.Count;
            foreach (var term in Every)
            {
                if (Makes(known, term))
                {
                    known.Add(term);
                }
            }

            foreach (var term in known.ToList())
            {
                known.UnionWith(Opens(known, term));
            }
        }
        while (known.Count != before);
        return known;
    }

    private static bool Makes(HashSet<Term> known, Term term) => term.Kind switch
    {
        TermKind.Public => true,
        TermKind.Kdf or TermKind.Sealed => known.Contains(term.Left!),
        TermKind.Pair or TermKind.Enc => known.Contains(term.Left!) && known.Contains(term.Right!),
        _ => false,
    };

    private static IEnumerable<Term> Opens(HashSet<Term> known, Term term) => term.Kind switch
    {
        TermKind.Pair => [term.Left!, term.Right!],
        TermKind.Signed => [term.Left!],
        TermKind.Enc when known.Contains(term.Left!) => [term.Right!],
        TermKind.Sealed when known.Contains(term.Right!) => [term.Left!],
        _ => [],
    };
}
