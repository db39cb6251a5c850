using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Adversary;

/// <summary>
/// That Diffie-Hellman is decided exactly (spec/model/adversary.md, "Diffie-Hellman"): the algebra and <see cref="BruteForce"/>, which share no
/// code, answer alike.
/// </summary>
public sealed class ExactnessTests
{
    private static readonly Drawn A = new(1);
    private static readonly Drawn B = new(2);
    private static readonly Drawn C = new(3);
    private static readonly Drawn D = new(4);

    private static Gen<AlgebraProblem> Problems => Gen.Choose(0, 1_000_000).ArrayOf(60).Select(AlgebraProblem.Of);

    [Fact]
    public void Brute_force_and_the_algebra_agree_on_thousands_of_random_questions()
    {
        var (derivable, asked) = (0, 0);
        Prop.ForAll(Problems.ToArbitrary(), problem =>
        {
            var brute = BruteForce.Derives(problem.Elements, problem.Scalars, problem.Targets);
            (derivable, asked) = (derivable + brute.Count(static b => b), asked + brute.Length);
            return brute.SequenceEqual(new OverTerms().Derives(problem.Elements, problem.Scalars, problem.Targets));
        }).Check(PropertySeeds.Throwing(400));

        // Questions with one answer only would test half of it.
        asked.ShouldBeGreaterThan(2_000);
        (derivable / (double)asked).ShouldBeInRange(0.2, 0.8);
    }

    [Property(MaxTest = 3_000)]
    public Property What_an_adversary_makes_step_by_step_can_be_made() => Prop.ForAll(Problems.ToArbitrary(), problem =>
        new OverTerms().Derives(problem.Elements, problem.Scalars, problem.Targets)[0]);

    [Property(MaxTest = 3_000)]
    public Property Answers_do_not_depend_on_how_knowledge_grew() => Prop.ForAll(Problems.ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (problem, order) =>
    {
        var terms = new OverTerms();
        var atOnce = terms.Derives(problem.Elements, problem.Scalars, problem.Targets);
        return atOnce.SequenceEqual(terms.DerivesStepByStep(problem.Elements, problem.Scalars, problem.Targets, order));
    });

    [Fact]
    public void Brute_force_knows_what_is_known_of_two_and_three_parties()
    {
        Brute([G(A), G(B)], [], G(A, B)).ShouldBeFalse();
        Brute([G(A), G(B)], [A], G(A, B)).ShouldBeTrue();
        Brute([G(A), G(A, B), G(B, C), G(A, C), G(B)], [], G(A, B, C)).ShouldBeFalse();
        Brute([G(A), G(A, B), G(B, C), G(A, C), G(B)], [C], G(A, B, C)).ShouldBeTrue();
        Brute([G(A, B, C)], [], G(A, C)).ShouldBeFalse();
        Brute([G(A, B, C)], [B], G(A, C)).ShouldBeTrue();
        Brute([G(A).Power(11)], [], G(A)).ShouldBeTrue("11 has an inverse in a large group");
        Brute([G(C, A).Times(G(C, B).Power(-1))], [A, B], G(C)).ShouldBeTrue("a - b is not 0");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Both_say_that_Burmester_and_Desmedts_quotients_give_the_key_to_members_alone(int n)
    {
        var r = Enumerable.Range(1, n).Select(static i => new Drawn(i)).ToArray();
        var (traffic, key) = (Quotients(r), RingKey(r));

        Both(traffic, [], key).ShouldBeFalse();
        foreach (var own in r)
        {
            Both(traffic, [own], key).ShouldBeTrue();
        }
    }

    [Fact]
    public void Both_say_that_a_leaver_computes_the_next_ring_key_when_nobody_draws_a_new_exponent()
    {
        // D stood between C and A: with D, their old quotients show g^(BC) and g^(AB), and one new quotient shows g^(AC).
        var (old, next) = (Quotients([A, B, C, D]), Quotients([A, B, C]));
        Making[] traffic = [G(A), G(B), G(C), old[4], old[6], next[3]];

        Both(traffic, [], RingKey([A, B, C])).ShouldBeFalse();
        Both(traffic, [D], RingKey([A, B, C])).ShouldBeTrue();
        Both([old[4], old[6], .. next], [D], RingKey([A, B, C])).ShouldBeTrue();
        Both([old[6], .. Quotients([A, B, new Drawn(5)])], [D], RingKey([A, B, new Drawn(5)])).ShouldBeFalse("one new exponent, next to the gap, hides two edges");
        Both([old[4], old[6], .. Quotients([new Drawn(5), B, new Drawn(6)])], [D], RingKey([new Drawn(5), B, new Drawn(6)])).ShouldBeFalse();
    }

    [Fact]
    public void Both_say_that_a_leaver_computes_the_next_accumulated_key_when_the_controller_adds_no_share()
    {
        Making[] before = [G(B, C), G(A, C), G(A, B)];

        Both([.. before, G(B), G(A)], [C], G(A, B)).ShouldBeTrue();
        Both([.. before, G(B, C, D), G(A, C, D)], [C], G(A, B, C, D)).ShouldBeFalse();
        Both([.. before, G(B, C, D), G(A, C, D)], [C, A], G(A, B, C, D)).ShouldBeTrue();
    }

    [Fact]
    public void Both_say_that_a_leaver_computes_a_tree_key_above_a_node_that_it_knew()
    {
        // ((A B) (C D)).
        var (left, right, fresh) = (G(A, B), G(C, D), new Drawn(5));
        Making[] before = [G(A), G(B), G(C), G(D), Blinded(left), Blinded(right)];
        var root = Blinded(left).Raise(new HashOf(right));

        Both(before, [], root).ShouldBeFalse();
        Both(before, [D], root).ShouldBeTrue();
        Both(before, [D], left).ShouldBeFalse();

        // D leaves, and its parent's key stays in the tree: the left side is recomputed in vain.
        Both([.. before, G(fresh), Blinded(G(A, fresh))], [D], Blinded(G(A, fresh)).Raise(new HashOf(right))).ShouldBeTrue();

        // C takes its parent's place. D knew neither C nor the left key, whether C refreshes or not: what refreshing is for comes next.
        Both(before, [D], Blinded(left).Raise(C)).ShouldBeFalse();
        Both([.. before, G(fresh)], [D], Blinded(left).Raise(fresh)).ShouldBeFalse();
    }

    [Fact]
    public void Both_say_that_a_tree_key_comes_back_when_sponsors_do_not_refresh()
    {
        // (A B), then ((A B) C), then C leaves: the third key is the first one, and C holds what was in the clear.
        var (first, second) = (G(A, B), Blinded(G(A, B)).Raise(C));
        Making[] traffic = [G(A), G(B), G(C), Blinded(first)];

        Both(traffic, [C], second).ShouldBeTrue();
        Both(traffic, [C], first).ShouldBeFalse();
        Both([.. traffic, first], [], first).ShouldBeTrue();
        Both([.. traffic, first], [], second).ShouldBeTrue();
        Both([.. traffic, first, G(D)], [C], G(A, D)).ShouldBeFalse("B refreshed");
    }

    [Fact]
    public void Both_say_that_a_distributed_key_is_taken_out_of_its_wrapping_by_those_with_the_pairwise_key()
    {
        // CKD: the controller A sends g^(s h) with h of the key that it shares with each member; the group key is g^s.
        var (s, key) = (new Drawn(5), G(new Drawn(5)));
        Making[] traffic = [G(A), G(B), G(C), key.Raise(new HashOf(G(A, B))), key.Raise(new HashOf(G(A, C)))];

        Both(traffic, [], key).ShouldBeFalse();
        Both(traffic, [B], key).ShouldBeTrue();
        Both(traffic, [A], key).ShouldBeTrue();
        Both(traffic, [s], key).ShouldBeTrue();
        Both(traffic, [s], G(A, B)).ShouldBeFalse("the pairwise key stays hidden behind the hash");

        // C leaves and the next key is wrapped for B alone.
        var next = G(D);
        Both([.. traffic, next.Raise(new HashOf(G(A, B)))], [C], next).ShouldBeFalse();
        Both([.. traffic, next.Raise(new HashOf(G(A, B))), next.Raise(new HashOf(G(A, C)))], [C], next).ShouldBeTrue();
    }

    private static Making G(params Scalar[] scalars) => scalars.Aggregate(Making.G, static (e, s) => e.Raise(s));

    private static Making Blinded(Making element) => Making.G.Raise(new HashOf(element));

    /// <summary>All z = g^r, then X = (z of the next / z of the one before)^r, but for the last: the product of all is 1.</summary>
    private static Making[] Quotients(Scalar[] r)
    {
        var n = r.Length;
        return [.. r.Select(static s => G(s)), .. Enumerable.Range(0, n - 1).Select(i => G(r[(i + 1) % n]).Times(G(r[(i + n - 1) % n]).Power(-1)).Raise(r[i]))];
    }

    private static Making RingKey(Scalar[] r) => Enumerable.Range(0, r.Length).Select(i => G(r[i], r[(i + 1) % r.Length])).Aggregate(static (a, b) => a.Times(b));

    private static bool Brute(Making[] elements, Scalar[] scalars, Making target) => BruteForce.Derives(elements, scalars, [target])[0];

    /// <summary>What both say; if they do not say the same, that is the failure.</summary>
    private static bool Both(Making[] elements, Scalar[] scalars, Making target)
    {
        var answer = new OverTerms().Derives(elements, scalars, [target])[0];
        Brute(elements, scalars, target).ShouldBe(answer);
        return answer;
    }
}
