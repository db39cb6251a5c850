using System.Runtime.InteropServices;
using Rekey.Crypto.Symbolic.DiffieHellman;

namespace Rekey.Crypto.Symbolic;

/// <summary>
/// What an adversary can work out from the terms it was given: the Dolev-Yao closure for pairs, symmetric encryption, one-way functions,
/// signatures, sealed channels and Diffie-Hellman groups (spec/model/adversary.md). Monotone and idempotent.
/// </summary>
/// <remarks>
/// Terms are taken apart as far as known keys allow (analysis, to a fixpoint); a target is derivable when it can be put together from
/// known parts (synthesis). The fixpoint is computed when something is asked, not at each term that is given. Copying a closure to extend
/// it is cheap: a coalition begins with what the network adversary has worked out.
/// </remarks>
public sealed class Knowledge
{
    private readonly List<Term> locked = [];
    private readonly ElementKnowledge elements = new();
    private readonly TermSet known = new();
    private bool changed;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        locked.Clear();
        elements.Clear();
        known.Clear();
        changed = false;
    }

    /// <summary>Becomes a copy of another closure.</summary>
    public void CopyFrom(Knowledge other)
    {
        other.Close();
        CollectionsMarshal.SetCount(locked, other.locked.Count);
        CollectionsMarshal.AsSpan(other.locked).CopyTo(CollectionsMarshal.AsSpan(locked));
        elements.CopyFrom(other.elements);
        known.CopyFrom(other.known);
        changed = false;
    }

    /// <summary>Gives the adversary a term and all that follows from it.</summary>
    public void Learn(Term term) => TakeApart(term);

    /// <summary>Whether the adversary can make the term.</summary>
    public bool Derives(Term term)
    {
        Close();
        return Makes(term);
    }

    private static Term KeyOf(Term box) => box.Kind == TermKind.Enc ? box.Left! : box.Right!;

    private static Term ContentOf(Term box) => box.Kind == TermKind.Enc ? box.Right! : box.Left!;

    // A box is tried again whenever anything changed: the key may be put together, or agreed upon by elements that came later.
    private void Close()
    {
        while (changed)
        {
            changed = false;
            for (var i = locked.Count - 1; i >= 0; i--)
            {
                var box = locked[i];
                if (Makes(KeyOf(box)))
                {
                    locked.RemoveAt(i);
                    TakeApart(ContentOf(box));
                }
            }
        }
    }

    private bool Makes(Term term) => known.Contains(term) || term.Kind switch
    {
        TermKind.Public => true,
        TermKind.Kdf => Makes(term.Left!),
        TermKind.Pair or TermKind.Enc => Makes(term.Left!) && Makes(term.Right!),
        TermKind.Sealed or TermKind.ElementScalar => Makes(term.Left!),
        TermKind.Element => elements.Derives(term),
        _ => false,
    };

    private void TakeApart(Term term)
    {
        if (!known.Add(term))
        {
            return;
        }

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
                elements.AddScalar(term);
                break;
            default:
                break;
        }
    }
}
