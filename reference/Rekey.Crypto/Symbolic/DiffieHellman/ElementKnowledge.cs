using System.Runtime.InteropServices;

namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// Decides which group elements an adversary can make, exactly: from elements and scalars that it knows, where a scalar that is a hash of
/// an element becomes known with the element (a fixpoint).
/// </summary>
/// <remarks>
/// Hashes count that occur in an exponent of a known element, of what is asked, or of an element of which such a one is a hash. Others
/// occur in nothing, so that to know them does not help.
/// </remarks>
internal sealed class ElementKnowledge
{
    private readonly Span span = new();
    private readonly TermSet considered = new();

    // Considered hashes that are not known, those of inner elements first.
    private readonly List<Term> hashes = [];

    // What came since the span was made to hold everything.
    private readonly List<Term> elements = [];
    private readonly List<Term> scalars = [];
    private bool changed;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        span.Clear();
        considered.Clear();
        hashes.Clear();
        elements.Clear();
        scalars.Clear();
        changed = false;
    }

    /// <summary>Becomes a copy of another one.</summary>
    public void CopyFrom(ElementKnowledge other)
    {
        other.Close();
        span.CopyFrom(other.span);
        considered.CopyFrom(other.considered);
        CollectionsMarshal.SetCount(hashes, other.hashes.Count);
        CollectionsMarshal.AsSpan(other.hashes).CopyTo(CollectionsMarshal.AsSpan(hashes));
        elements.Clear();
        scalars.Clear();
        changed = false;
    }

    /// <summary>Adds an element.</summary>
    public void Add(Term element)
    {
        elements.Add(element);
        changed = true;
    }

    /// <summary>Adds a scalar.</summary>
    public void AddScalar(Term scalar)
    {
        scalars.Add(scalar);
        changed = true;
    }

    /// <summary>Whether an element can be made.</summary>
    public bool Derives(Term element)
    {
        Consider(element.Exponent!);
        Close();
        return span.Contains(element.Exponent!);
    }

    private void Close()
    {
        if (!changed)
        {
            return;
        }

        changed = false;
        span.Know(CollectionsMarshal.AsSpan(scalars));
        scalars.Clear();
        foreach (var element in elements)
        {
            Consider(element.Exponent!);
            span.Add(element.Exponent!);
        }

        elements.Clear();
        while (OpenHashes())
        {
        }

        changed = false;
    }

    /// <summary>Makes hashes known whose elements can be made; whether there was one, for then others may follow.</summary>
    private bool OpenHashes()
    {
        var (before, kept) = (hashes.Count, 0);
        foreach (var hash in CollectionsMarshal.AsSpan(hashes))
        {
            if (span.Knows(hash))
            {
                continue;
            }

            if (span.Contains(hash.Left!.Exponent!))
            {
                span.Know([hash]);
            }
            else
            {
                hashes[kept++] = hash;
            }
        }

        hashes.RemoveRange(kept, before - kept);
        return kept < before;
    }

    /// <summary>Notes the scalars in an exponent that are hashes of elements, and those in these elements.</summary>
    private void Consider(Exponent exponent)
    {
        foreach (var (monomial, _) in exponent.Parts)
        {
            foreach (var (scalar, _) in monomial.Factors)
            {
                if (scalar.Kind == TermKind.ElementScalar && considered.Add(scalar))
                {
                    Consider(scalar.Left!.Exponent!);
                    hashes.Add(scalar);
                    changed = true;
                }
            }
        }
    }
}
