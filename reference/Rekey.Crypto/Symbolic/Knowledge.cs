using System.Runtime.InteropServices;
using Rekey.Crypto.Symbolic.DiffieHellman;

namespace Rekey.Crypto.Symbolic;

/// <summary>
/// What an adversary can work out from the terms it was given: the Dolev-Yao closure for pairs, symmetric encryption, one-way functions,
/// signatures, sealed channels and Diffie-Hellman groups (spec/model/adversary.md). Monotone and idempotent.
/// </summary>
/// <remarks>
/// Terms are taken apart as far as known keys allow (analysis, to a fixpoint); a target is derivable when it can be put together from
/// known parts (synthesis). Sets are arrays over term ids, so copying a closure to extend it is cheap.
/// </remarks>
public sealed class Knowledge
{
    private readonly List<Term> locked = [];
    private readonly ElementKnowledge elements = new();
    private bool[] known = new bool[64];
    private bool changed;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        locked.Clear();
        elements.Clear();
        Array.Clear(known);
    }

    /// <summary>Becomes a copy of another closure.</summary>
    public void CopyFrom(Knowledge other)
    {
        locked.Clear();
        elements.CopyFrom(other.elements);
        CollectionsMarshal.SetCount(locked, other.locked.Count);
        CollectionsMarshal.AsSpan(other.locked).CopyTo(CollectionsMarshal.AsSpan(locked));
        if (known.Length < other.known.Length)
        {
            known = new bool[other.known.Length];
        }

        Array.Clear(known);
        other.known.CopyTo(known, 0);
    }

    /// <summary>Gives the adversary a term and all that follows from it.</summary>
    public void Learn(Term term)
    {
        TakeApart(term);
        while (changed)
        {
            changed = false;
            for (var i = locked.Count - 1; i >= 0; i--)
            {
                var box = locked[i];
                if (Derives(KeyOf(box)))
                {
                    locked.RemoveAt(i);
                    TakeApart(ContentOf(box));
                }
            }
        }
    }

    /// <summary>Whether the adversary can make the term.</summary>
    public bool Derives(Term term) => IsKnown(term) || term.Kind switch
    {
        TermKind.Public => true,
        TermKind.Kdf => Derives(term.Left!),
        TermKind.Pair or TermKind.Enc => Derives(term.Left!) && Derives(term.Right!),
        TermKind.Sealed or TermKind.ElementScalar => Derives(term.Left!),
        TermKind.Element => elements.Derives(term, IsKnown),
        _ => false,
    };

    private static Term KeyOf(Term box) => box.Kind == TermKind.Enc ? box.Left! : box.Right!;

    private static Term ContentOf(Term box) => box.Kind == TermKind.Enc ? box.Right! : box.Left!;

    private bool IsKnown(Term term) => term.Id < known.Length && known[term.Id];

    private void TakeApart(Term term)
    {
        if (IsKnown(term))
        {
            return;
        }

        if (term.Id >= known.Length)
        {
            Array.Resize(ref known, Math.Max(term.Id + 1, known.Length * 2));
        }

        known[term.Id] = true;
        changed = true;
        switch (term.Kind)
        {
            case TermKind.Pair:
                TakeApart(term.Left!);
                TakeApart(term.Right!);
                break;
            case TermKind.Signed:
                TakeApart(term.Left!);
                break;
            case TermKind.Enc or TermKind.Sealed:
                locked.Add(term);
                break;
            case TermKind.Element:
                elements.Add(term);
                break;
            case TermKind.Nonce or TermKind.ElementScalar:
                elements.Changed();
                break;
            default:
                break;
        }
    }
}
