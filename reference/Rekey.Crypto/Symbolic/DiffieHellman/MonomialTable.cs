namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>Makes products of scalars, each once.</summary>
internal sealed class MonomialTable
{
    private readonly Interned<Monomial> monomials = new();
    private (Term Scalar, int Power)[] draft = new (Term, int)[8];

    /// <summary>A table with 1 alone.</summary>
    public MonomialTable()
    {
        One = new Monomial(this, 0, [], FingerprintOf([]));
        Clear();
    }

    /// <summary>1.</summary>
    public Monomial One { get; }

    /// <summary>Forgets all but 1.</summary>
    public void Clear()
    {
        monomials.Clear();
        monomials.Add(One.Fingerprint, One);
    }

    /// <summary>A product times a power of a scalar.</summary>
    public Monomial Times(Monomial monomial, Term scalar, int power)
    {
        var (length, done) = (0, false);
        Draft(monomial.Factors.Length + 1);
        foreach (var factor in monomial.Factors)
        {
            if (!done && factor.Scalar.Id >= scalar.Id)
            {
                done = true;
                var sum = factor.Scalar == scalar ? checked(factor.Power + power) : power;
                if (sum != 0)
                {
                    draft[length++] = (scalar, sum);
                }

                if (factor.Scalar == scalar)
                {
                    continue;
                }
            }

            draft[length++] = factor;
        }

        if (!done)
        {
            draft[length++] = (scalar, power);
        }

        return Make(draft.AsSpan(0, length));
    }

    /// <summary>A product without some of its scalars.</summary>
    public Monomial Without(Monomial monomial, TermSet scalars)
    {
        var length = 0;
        Draft(monomial.Factors.Length);
        foreach (var factor in monomial.Factors)
        {
            if (!scalars.Contains(factor.Scalar))
            {
                draft[length++] = factor;
            }
        }

        return Make(draft.AsSpan(0, length));
    }

    private static ulong FingerprintOf(ReadOnlySpan<(Term Scalar, int Power)> factors)
    {
        var hash = 0UL;
        foreach (var (scalar, power) in factors)
        {
            hash += Core.Fingerprint.Mix(scalar.Fingerprint, (ulong)power);
        }

        return Core.Fingerprint.Mix(7, hash);
    }

    private void Draft(int length)
    {
        if (draft.Length < length)
        {
            draft = new (Term, int)[length * 2];
        }
    }

    private Monomial Make(ReadOnlySpan<(Term Scalar, int Power)> factors)
    {
        var fingerprint = FingerprintOf(factors);
        return monomials.Find(fingerprint, new Content(factors)) ?? monomials.Add(fingerprint, new Monomial(this, monomials.Count, factors, fingerprint));
    }

    private readonly ref struct Content(ReadOnlySpan<(Term Scalar, int Power)> factors) : IContent<Monomial>
    {
        private readonly ReadOnlySpan<(Term Scalar, int Power)> factors = factors;

        public bool Is(Monomial monomial)
        {
            var others = monomial.Factors;
            if (others.Length != factors.Length)
            {
                return false;
            }

            for (var i = 0; i < factors.Length; i++)
            {
                if (others[i].Scalar != factors[i].Scalar || others[i].Power != factors[i].Power)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
