namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// Decides which group elements an adversary can make, exactly: from elements and scalars that it knows, where a scalar that is a hash of
/// an element becomes known with the element (a fixpoint).
/// </summary>
internal sealed class ElementKnowledge
{
    private readonly List<Term> elements = [];
    private readonly HashSet<Term> considered = [];
    private readonly HashSet<Term> hashes = [];
    private Span? span;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        elements.Clear();
        considered.Clear();
        span = null;
    }

    /// <summary>Becomes a copy of another one.</summary>
    public void CopyFrom(ElementKnowledge other)
    {
        Clear();
        elements.AddRange(other.elements);
    }

    /// <summary>Adds an element.</summary>
    public void Add(Term element)
    {
        elements.Add(element);
        span = null;
    }

    /// <summary>Something else became known: a scalar, perhaps.</summary>
    public void Changed() => span = null;

    /// <summary>Whether an element can be made.</summary>
    /// <param name="target">The element.</param>
    /// <param name="isGiven">Whether a term was given to the adversary as such.</param>
    public bool Derives(Term target, Func<Term, bool> isGiven)
    {
        var asked = new HashSet<Term>();
        Collect(target.Exponent!, asked);
        if (span is null || !asked.IsSubsetOf(considered))
        {
            considered.UnionWith(asked);
            span = Close(isGiven);
        }

        return span.Contains(target.Exponent!);
    }

    private Span Close(Func<Term, bool> isGiven)
    {
        foreach (var element in elements)
        {
            Collect(element.Exponent!, considered);
        }

        hashes.Clear();
        while (true)
        {
            var current = new Span(s => isGiven(s) || hashes.Contains(s));
            foreach (var element in elements)
            {
                current.Add(element.Exponent!);
            }

            var before = hashes.Count;
            hashes.UnionWith(considered.Where(c => current.Contains(c.Left!.Exponent!)).ToList());
            if (hashes.Count == before)
            {
                return current;
            }
        }
    }

    /// <summary>The scalars in an exponent that are hashes of elements, and those in these elements.</summary>
    private static void Collect(Exponent exponent, HashSet<Term> found)
    {
        foreach (var (monomial, _) in exponent.Parts)
        {
            foreach (var (scalar, _) in monomial.Factors)
            {
                if (scalar.Kind == TermKind.ElementScalar && found.Add(scalar))
                {
                    Collect(scalar.Left!.Exponent!, found);
                }
            }
        }
    }
}
