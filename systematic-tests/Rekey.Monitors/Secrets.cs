using Rekey.Core;
using Rekey.Crypto.Symbolic;

namespace Rekey.Monitors;

/// <summary>Whose secrets a term is made of.</summary>
public static class Secrets
{
    /// <summary>The members who drew the nonces in a key, at whatever depth.</summary>
    public static IReadOnlySet<MemberId> OwnersOf(Term key)
    {
        var owners = new HashSet<MemberId>();
        Collect(key, owners, []);
        return owners;
    }

    private static void Collect(Term term, HashSet<MemberId> owners, HashSet<Term> seen)
    {
        if (!seen.Add(term))
        {
            return;
        }

        if (term.Kind == TermKind.Nonce)
        {
            owners.Add(term.Member);
        }

        foreach (var part in new[] { term.Left, term.Right })
        {
            if (part is not null)
            {
                Collect(part, owners, seen);
            }
        }

        if (term.Exponent is not { } exponent)
        {
            return;
        }

        foreach (var (monomial, _) in exponent.Parts)
        {
            foreach (var (scalar, _) in monomial.Factors)
            {
                Collect(scalar, owners, seen);
            }
        }
    }
}
