namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// Makes group elements, each once, whatever way it came about; and remembers what came of each operation, for members repeat each other's.
/// </summary>
/// <param name="store">The store that the elements belong to.</param>
internal sealed class ElementTable(TermStore store)
{
    private readonly MonomialTable monomials = new();
    private readonly Interned<Term> elements = new();
    private readonly Dictionary<ulong, Term> results = [];
    private (Monomial Monomial, long Factor)[] draft = new (Monomial, long)[8];

    private enum Operation
    {
        Raise,
        RaiseInverse,
        Power,
        Multiply,
    }

    /// <summary>g.</summary>
    public Term Generator => Make([(monomials.One, 1)]);

    /// <summary>Forgets all elements.</summary>
    public void Clear()
    {
        monomials.Clear();
        elements.Clear();
        results.Clear();
    }

    /// <summary>An element to the power of a scalar, or of its inverse.</summary>
    public Term Raise(Term element, Term scalar, bool inverse = false)
    {
        var key = KeyOf(inverse ? Operation.RaiseInverse : Operation.Raise, element, (uint)scalar.Id);
        if (results.TryGetValue(key, out var result))
        {
            return result;
        }

        var parts = element.Exponent!.Parts;
        Draft(parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            draft[i] = (monomials.Times(parts[i].Monomial, scalar, inverse ? -1 : 1), parts[i].Factor);
        }

        var raised = draft.AsSpan(0, parts.Length);
        raised.Sort(static (a, b) => a.Monomial.Index - b.Monomial.Index);
        return results[key] = Make(raised);
    }

    /// <summary>An element to the power of an integer.</summary>
    public Term Power(Term element, int exponent)
    {
        var key = KeyOf(Operation.Power, element, (uint)exponent);
        return results.TryGetValue(key, out var result) ? result : results[key] = Sum([], element.Exponent!.Parts, exponent);
    }

    /// <summary>The product of two elements.</summary>
    public Term Multiply(Term left, Term right)
    {
        var key = KeyOf(Operation.Multiply, left, (uint)right.Id);
        return results.TryGetValue(key, out var result) ? result : results[key] = Sum(left.Exponent!.Parts, right.Exponent!.Parts, 1);
    }

    // Places in a store are below 2^30, so that the key is exact; to multiply it by an odd number keeps it so, and spreads it over the table.
    private static ulong KeyOf(Operation operation, Term element, uint operand) =>
        (((ulong)operation << 62) | ((ulong)element.Id << 32) | operand) * 0x9E3779B97F4A7C15UL;

    /// <summary>The sum of some parts and a multiple of others: a merge.</summary>
    private Term Sum(ReadOnlySpan<(Monomial Monomial, long Factor)> left, ReadOnlySpan<(Monomial Monomial, long Factor)> right, int times)
    {
        var length = 0;
        Draft(left.Length + right.Length);
        for (var (i, j) = (0, 0); i < left.Length || j < right.Length;)
        {
            var order = i == left.Length ? 1 : j == right.Length ? -1 : left[i].Monomial.Index.CompareTo(right[j].Monomial.Index);
            var monomial = order <= 0 ? left[i].Monomial : right[j].Monomial;
            var factor = checked((order <= 0 ? left[i++].Factor : 0) + (order >= 0 ? right[j++].Factor * times : 0));
            if (factor != 0)
            {
                draft[length++] = (monomial, factor);
            }
        }

        return Make(draft.AsSpan(0, length));
    }

    private void Draft(int length)
    {
        if (draft.Length < length)
        {
            draft = new (Monomial, long)[length * 2];
        }
    }

    private Term Make(ReadOnlySpan<(Monomial Monomial, long Factor)> parts)
    {
        var hash = (ulong)parts.Length;
        foreach (var (monomial, factor) in parts)
        {
            hash += Core.Fingerprint.Mix(monomial.Fingerprint, (ulong)factor);
        }

        return elements.Find(hash, new Content(parts)) ?? elements.Add(hash, store.NewElement(new Exponent(parts, hash)));
    }

    private readonly ref struct Content(ReadOnlySpan<(Monomial Monomial, long Factor)> parts) : IContent<Term>
    {
        private readonly ReadOnlySpan<(Monomial Monomial, long Factor)> parts = parts;

        public bool Is(Term element)
        {
            var others = element.Exponent!.Parts;
            if (others.Length != parts.Length)
            {
                return false;
            }

            for (var i = 0; i < parts.Length; i++)
            {
                if (others[i].Monomial != parts[i].Monomial || others[i].Factor != parts[i].Factor)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
