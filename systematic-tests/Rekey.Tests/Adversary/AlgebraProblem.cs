using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Crypto.Symbolic.DiffieHellman;

namespace Rekey.Tests.Adversary;

/// <summary>A small random question to the algebra: what can be made of some elements and scalars.</summary>
/// <param name="Elements">The known elements.</param>
/// <param name="Scalars">The known scalars.</param>
/// <param name="Targets">What is asked for: some of it made by the adversary, most of it made by those who have the secrets.</param>
internal sealed record AlgebraProblem(IReadOnlyList<Making> Elements, IReadOnlyList<Scalar> Scalars, IReadOnlyList<Making> Targets)
{
    private const int Steps = 8;

    /// <summary>The problem that a list of numbers describes.</summary>
    public static AlgebraProblem Of(int[] codes)
    {
        var dice = new Dice(codes);
        var secrets = Enumerable.Range(0, 2 + dice.Next(3)).Select(static i => new Drawn(i)).ToArray();
        List<Making> made = [Making.G];
        for (var step = 0; step < Steps; step++)
        {
            made.Add(Step(made, secrets, dice));
        }

        var known = made.Skip(1).Where(_ => dice.Next(5) < 2).Take(2 + dice.Next(3)).ToArray();
        var scalars = secrets.Where(_ => dice.Next(4) == 0).ToList<Scalar>();
        if (dice.Next(8) == 0)
        {
            scalars.Add(new HashOf(made[dice.Next(made.Count)]));
        }

        return new AlgebraProblem(known, scalars, [Program(known, scalars, dice), .. made.Skip(1).Except(known), Step(made, secrets, dice)]);
    }

    /// <summary>Something made by the adversary, with its own operations alone.</summary>
    private static Making Program(IReadOnlyList<Making> elements, IReadOnlyList<Scalar> scalars, Dice dice)
    {
        List<Making> made = [Making.G, .. elements];
        for (var step = 0; step < 5; step++)
        {
            made.Add(Step(made, scalars, dice));
        }

        return made[^1];
    }

    /// <summary>One operation on what was made before; hashes are of what was made before, too.</summary>
    private static Making Step(List<Making> made, IReadOnlyList<Scalar> scalars, Dice dice)
    {
        // Mostly what is recent, so that makings grow.
        var element = made[^(1 + Math.Min(dice.Next(made.Count), dice.Next(made.Count)))];
        return dice.Next(10) switch
        {
            < 5 when scalars.Count > 0 => element.Raise(scalars[dice.Next(scalars.Count)], inverse: dice.Next(4) == 0),
            < 7 => element.Raise(new HashOf(made[dice.Next(made.Count)]), inverse: dice.Next(6) == 0),
            < 9 => element.Times(made[dice.Next(made.Count)]),
            _ => element.Power(dice.Next(7) - 3),
        };
    }

    private sealed class Dice(int[] codes)
    {
        private int at;

        public int Next(int below) => (int)(Fingerprint.Mix((ulong)at, (ulong)codes[at++ % codes.Length]) % (ulong)below);
    }
}

/// <summary>Carries makings out over terms.</summary>
internal sealed class OverTerms
{
    private static readonly MemberId Owner = MemberId.Parse("m1");
    private readonly TermStore store = new();
    private readonly SymbolicGroup group;

    public OverTerms() => group = new SymbolicGroup(store);

    /// <summary>The element.</summary>
    public Term Element(Making making) => (Term)(making switch
    {
        Making.Raised r when r.Inverse => group.RaiseInverse(Element(r.Of), ScalarOf(r.By)),
        Making.Raised r => group.Raise(Element(r.Of), ScalarOf(r.By)),
        Making.Product p => group.Multiply(Element(p.Left), Element(p.Right)),
        Making.Powered p => group.Power(Element(p.Of), p.Exponent),
        _ => group.Generator,
    });

    /// <summary>The scalar.</summary>
    public Term ScalarOf(Scalar scalar) => scalar is HashOf hash ? (Term)group.ScalarOf(Element(hash.Element)) : store.Nonce(Owner, (uint)((Drawn)scalar).Number);

    /// <summary>What the algebra under test says.</summary>
    public bool[] Derives(IEnumerable<Making> elements, IEnumerable<Scalar> scalars, IEnumerable<Making> targets)
    {
        var knowledge = new Knowledge();
        foreach (var term in elements.Select(Element).Concat(scalars.Select(ScalarOf)))
        {
            knowledge.Learn(term);
        }

        return [.. targets.Select(Element).Select(knowledge.Derives)];
    }

    /// <summary>
    /// The same when knowledge grows little by little: in some order, with questions in between, and each time in a copy of what was known before.
    /// </summary>
    public bool[] DerivesStepByStep(IEnumerable<Making> elements, IEnumerable<Scalar> scalars, IReadOnlyList<Making> targets, int order)
    {
        var terms = elements.Select(Element).Concat(scalars.Select(ScalarOf)).OrderBy(t => Fingerprint.Mix((ulong)order, t.Fingerprint)).ToArray();
        var (now, next) = (new Knowledge(), new Knowledge());
        foreach (var (i, term) in terms.Index())
        {
            next.Learn(Element(targets[0]));
            next.CopyFrom(now);
            next.Learn(term);
            next.Derives(Element(targets[i % targets.Count]));
            (now, next) = (next, now);
        }

        return [.. targets.Select(Element).Select(now.Derives)];
    }
}
