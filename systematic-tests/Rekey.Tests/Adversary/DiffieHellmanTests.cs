using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Crypto.Symbolic.DiffieHellman;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Adversary;

/// <summary>What can and cannot be made of group elements (spec/model/adversary.md): calibrated on agreements whose answer is known.</summary>
public sealed class DiffieHellmanTests
{
    private readonly TermStore store = new();
    private readonly SymbolicGroup group;

    public DiffieHellmanTests() => group = new SymbolicGroup(store);

    private Term G => (Term)group.Generator;

    [Fact]
    public void Two_parties_agree_and_only_they_know()
    {
        var (a, b) = (Secret(1), Secret(2));
        var key = Raise(G, a, b);
        Raise(G, b, a).ShouldBeSameAs(key);

        Knowing(Raise(G, a), Raise(G, b)).Derives(key).ShouldBeFalse();
        Knowing(Raise(G, a), Raise(G, b), a).Derives(key).ShouldBeTrue();
        Knowing(Raise(G, a), b).Derives(key).ShouldBeTrue();
        Knowing(a, b).Derives(key).ShouldBeTrue();
    }

    [Fact]
    public void A_member_in_the_middle_shares_a_key_with_each_and_not_theirs()
    {
        var (a, b, x) = (Secret(1), Secret(2), Secret(3));
        var middle = Knowing(Raise(G, a), Raise(G, b), x);

        middle.Derives(Raise(G, a, x)).ShouldBeTrue();
        middle.Derives(Raise(G, x, b)).ShouldBeTrue();
        middle.Derives(Raise(G, a, b)).ShouldBeFalse();
    }

    [Fact]
    public void Three_parties_agree_by_upflow()
    {
        var (a, b, c) = (Secret(1), Secret(2), Secret(3));
        Term[] traffic = [Raise(G, a), Raise(G, a, b), Raise(G, b, c), Raise(G, a, c), Raise(G, b)];

        Knowing(traffic).Derives(Raise(G, a, b, c)).ShouldBeFalse();
        Knowing([.. traffic, a]).Derives(Raise(G, a, b, c)).ShouldBeTrue();
        Knowing([.. traffic, c]).Derives(Raise(G, a, b, c)).ShouldBeTrue();
    }

    [Fact]
    public void Products_and_quotients_are_made_and_powers_of_unknown_scalars_are_not()
    {
        var (a, b) = (Secret(1), Secret(2));
        var knowledge = Knowing(Raise(G, a), Raise(G, b));

        knowledge.Derives(Product(Raise(G, a), Raise(G, b))).ShouldBeTrue();
        knowledge.Derives((Term)group.Multiply(group.Power(Raise(G, a), 5), group.Power(Raise(G, b), -7))).ShouldBeTrue();
        knowledge.Derives(Raise(G, a, a)).ShouldBeFalse();
        knowledge.Derives(Product(Raise(G, a), Raise(G, a, b))).ShouldBeFalse();
        knowledge.Derives((Term)group.Power(group.Generator, 12)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public void Burmester_and_Desmedts_quotients_hide_the_key_from_outsiders_and_give_it_to_members(int n)
    {
        var r = Enumerable.Range(0, n).Select(i => Secret(i)).ToArray();
        var z = r.Select(s => Raise(G, s)).ToArray();
        var x = Enumerable.Range(0, n).Select(i => (Term)group.Raise(group.Multiply(z[(i + 1) % n], group.Power(z[(i + n - 1) % n], -1)), r[i])).ToArray();
        var key = Enumerable.Range(0, n).Select(i => Raise(G, r[i], r[(i + 1) % n])).Aggregate(Product);

        x.Aggregate(Product).ShouldBeSameAs(group.Power(G, 0));
        Knowing([.. z, .. x]).Derives(key).ShouldBeFalse();
        foreach (var own in r)
        {
            Knowing([.. z, .. x, own]).Derives(key).ShouldBeTrue();
        }

        var computed = (Term)group.Power(group.Raise(z[n - 1], r[0]), n);
        for (var i = 0; i < n - 1; i++)
        {
            computed = Product(computed, (Term)group.Power(x[i], n - 1 - i));
        }

        computed.ShouldBeSameAs(key);
    }

    [Fact]
    public void Factoring_out_needs_the_scalar_that_is_factored_out()
    {
        var (a, b, c) = (Secret(1), Secret(2), Secret(3));
        var all = Raise(G, a, b, c);

        ((Term)group.RaiseInverse(all, b)).ShouldBeSameAs(Raise(G, a, c));
        ((Term)group.RaiseQuotient(all, a, b)).ShouldBeSameAs(Raise(G, a, a, c));
        Knowing(all).Derives(Raise(G, a, c)).ShouldBeFalse();
        Knowing(all, b).Derives(Raise(G, a, c)).ShouldBeTrue();
    }

    [Fact]
    public void A_leaver_that_keeps_its_exponent_knows_the_next_key_unless_someone_refreshes()
    {
        var (a, b, leaver, fresh) = (Secret(1), Secret(2), Secret(3), Secret(4));
        Term[] before = [Raise(G, b, leaver), Raise(G, a, leaver), Raise(G, a, b), leaver];

        // The controller drops the leaver and takes its share out, but forgets to take a new one.
        Knowing([.. before, Raise(G, b), Raise(G, a)]).Derives(Raise(G, a, b)).ShouldBeTrue();

        // It multiplies a new share in: the old partial keys are of no use.
        Knowing([.. before, Raise(G, b, leaver, fresh), Raise(G, a, leaver, fresh)]).Derives(Raise(G, a, b, leaver, fresh)).ShouldBeFalse();
    }

    [Fact]
    public void A_hash_of_an_element_becomes_known_with_the_element_however_deep()
    {
        var (a, b, c, d) = (Secret(1), Secret(2), Secret(3), Secret(4));
        var low = Raise(G, a, b);
        var middle = Raise(G, ScalarOf(low), c);
        var high = Raise(G, ScalarOf(middle), d);
        Term[] blinded = [Raise(G, a), Raise(G, b), Raise(G, ScalarOf(low)), Raise(G, c), Raise(G, ScalarOf(middle)), Raise(G, d)];

        Knowing(blinded).Derives(high).ShouldBeFalse();
        Knowing([.. blinded, a]).Derives(high).ShouldBeTrue();
        Knowing([.. blinded, c]).Derives(high).ShouldBeTrue();
        Knowing([.. blinded, c]).Derives(low).ShouldBeFalse();
        Knowing([.. blinded, low]).Derives((Term)group.KeyOf(high)).ShouldBeTrue();
        Knowing([.. blinded, (Term)group.KeyOf(low)]).Derives(high).ShouldBeFalse();
    }

    [Fact]
    public void An_agreed_key_opens_what_is_encrypted_under_it()
    {
        var (a, b, payload) = (Secret(1), Secret(2), store.Payload(MemberId.Parse("m1"), 0));
        var box = store.Enc((Term)group.KeyOf(Raise(G, a, b)), payload);

        Knowing(box, Raise(G, a), Raise(G, b)).Derives(payload).ShouldBeFalse();
        Knowing(box, Raise(G, a), b).Derives(payload).ShouldBeTrue();
    }

    [Fact]
    public void An_element_that_is_learnt_late_opens_boxes_that_were_learnt_early()
    {
        // Each box holds what opens the next: under an agreed key, an element; under a hash of it, a scalar; with it, another element.
        var (a, b, c, d) = (Secret(1), Secret(2), Secret(3), Secret(4));
        var (first, second, third) = (Raise(G, a, b), Raise(G, c, d), Raise(G, a, d));
        Term[] boxes =
        [
            store.Enc((Term)group.KeyOf(third), store.Payload(MemberId.Parse("m1"), 0)),
            store.Enc(ScalarOf(second), d),
            store.Enc((Term)group.KeyOf(first), Raise(G, d)),
            store.Enc(store.Kdf("traffic", (Term)group.KeyOf(first)), c),
        ];
        Term[] start = [Raise(G, a), Raise(G, b)];
        Term[] all = [.. boxes.Select(static box => box.Right!), first, second, third];

        foreach (var order in new[] { [.. boxes, .. start, b], [b, .. start, .. boxes], (Term[])[start[0], .. boxes, b, start[1]] })
        {
            var knowledge = Knowing(order);
            all.ShouldAllBe(t => knowledge.Derives(t));
            knowledge.Derives(a).ShouldBeFalse();
        }

        var without = Knowing([.. boxes, .. start]);
        all.ShouldAllBe(t => !without.Derives(t));
    }

    [Fact]
    public void What_was_asked_in_between_does_not_change_later_answers()
    {
        var (a, b, c) = (Secret(1), Secret(2), Secret(3));
        var (low, high) = (Raise(G, a, b), Raise(G, ScalarOf(Raise(G, a, b)), c));
        var knowledge = Knowing(Raise(G, a), Raise(G, ScalarOf(low)));

        knowledge.Derives(high).ShouldBeFalse();
        knowledge.Learn(c);
        knowledge.Derives(high).ShouldBeTrue();
        knowledge.Derives(Raise(high, ScalarOf(low))).ShouldBeFalse();
        knowledge.Derives(Raise(G, b)).ShouldBeFalse();
        knowledge.Learn(b);
        knowledge.Derives(Raise(high, ScalarOf(low))).ShouldBeTrue();
    }

    [Fact]
    public void A_tree_key_that_comes_back_because_nobody_refreshed_is_not_independent()
    {
        // (A B), then ((A B) C), then C leaves, and B does not refresh; with a fresh leaf, no key helps with another.
        var (a, b, c, fresh) = (Secret(1), Secret(2), Secret(3), Secret(4));
        var (first, second, refreshed) = (Raise(G, a, b), Raise(G, ScalarOf(Raise(G, a, b)), c), Raise(G, a, fresh));
        Term[] traffic = [Raise(G, a), Raise(G, b), Raise(G, c), Raise(G, ScalarOf(first)), Raise(G, fresh), c];

        Knowing([.. traffic, (Term)group.KeyOf(second)]).Derives((Term)group.KeyOf(first)).ShouldBeFalse();
        Knowing([.. traffic, (Term)group.KeyOf(first)]).Derives((Term)group.KeyOf(first)).ShouldBeTrue();
        Knowing([.. traffic, (Term)group.KeyOf(first), (Term)group.KeyOf(second)]).Derives((Term)group.KeyOf(refreshed)).ShouldBeFalse();
    }

    [Fact]
    public void A_ring_without_new_exponents_gives_the_next_key_to_who_leaves_at_any_size()
    {
        for (var n = 4; n <= 7; n++)
        {
            var r = Enumerable.Range(0, n).Select(Secret).ToArray();
            var fresh = r[..^1].Select((_, i) => Secret(100 + i)).ToArray();
            Term[] before = [.. RingTraffic(r), r[^1]];

            Knowing([.. before, .. RingTraffic(r[..^1])]).Derives(RingKey(r[..^1])).ShouldBeTrue();
            Knowing([.. before, .. RingTraffic(fresh)]).Derives(RingKey(fresh)).ShouldBeFalse();
            Knowing([.. before, .. RingTraffic(r[..^1])]).Derives(RingKey(r)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Knowledge_that_is_copied_and_extended_leaves_the_original_as_it_was()
    {
        var (a, b) = (Secret(1), Secret(2));
        var first = Knowing(Raise(G, a), Raise(G, b));
        var second = new Knowledge();
        second.CopyFrom(first);
        second.Learn(a);

        (first.Derives(Raise(G, a, b)), second.Derives(Raise(G, a, b))).ShouldBe((false, true));
    }

    private Term Secret(int number) => store.Nonce(MemberId.Parse("m1"), (uint)number);

    private Term Raise(Term element, params Term[] scalars) => scalars.Aggregate(element, (e, s) => (Term)group.Raise(e, s));

    private IEnumerable<Term> RingTraffic(Term[] r)
    {
        var n = r.Length;
        var z = r.Select(s => Raise(G, s)).ToArray();
        return [.. z, .. r.Select((s, i) => (Term)group.Raise(group.Multiply(z[(i + 1) % n], group.Power(z[(i + n - 1) % n], -1)), s))];
    }

    private Term RingKey(Term[] r) => r.Select((s, i) => Raise(G, s, r[(i + 1) % r.Length])).Aggregate(Product);

    private Term Product(Term a, Term b) => (Term)group.Multiply(a, b);

    private Term ScalarOf(Term element) => (Term)group.ScalarOf(element);

    private static Knowledge Knowing(params Term[] terms)
    {
        var knowledge = new Knowledge();
        foreach (var term in terms)
        {
            knowledge.Learn(term);
        }

        return knowledge;
    }
}
