using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Adversary;

/// <summary>What an adversary can work out (spec/model/adversary.md).</summary>
public sealed class KnowledgeTests
{
    private static readonly MemberId A = MemberId.Parse("a");
    private static readonly MemberId B = MemberId.Parse("b");
    private readonly TermStore store = new();

    private Term Secret => store.Nonce(A, 0);

    private Term Key => store.Nonce(A, 1);

    [Fact]
    public void Nothing_but_what_is_public_comes_from_nothing()
    {
        var nobody = new Knowledge();

        nobody.Derives(store.Public("hello")).ShouldBeTrue();
        foreach (var term in new[] { Secret, store.ChannelKey(A), store.SigningKey(A), store.Payload(A, 0), store.Signed(A, store.Public("hello")) })
        {
            nobody.Derives(term).ShouldBeFalse(term.ToString());
        }
    }

    [Fact]
    public void What_was_learnt_is_known_and_its_neighbours_are_not()
    {
        var knowledge = Knowing(Secret);

        knowledge.Derives(Secret).ShouldBeTrue();
        knowledge.Derives(Key).ShouldBeFalse();
        knowledge.Derives(store.Nonce(B, 0)).ShouldBeFalse();
    }

    [Fact]
    public void A_pair_comes_apart_and_is_put_together_from_both_halves()
    {
        Knowing(store.Pair(Secret, Key)).Derives(Key).ShouldBeTrue();
        Knowing(store.Pair(Secret, Key)).Derives(Secret).ShouldBeTrue();
        Knowing(Secret, Key).Derives(store.Pair(Key, Secret)).ShouldBeTrue();
        Knowing(Secret).Derives(store.Pair(Secret, Key)).ShouldBeFalse();
        Knowing(Key).Derives(store.Pair(Secret, Key)).ShouldBeFalse();
    }

    [Fact]
    public void A_ciphertext_opens_with_its_key_and_with_no_other()
    {
        var box = store.Enc(Key, Secret);

        Knowing(box).Derives(Secret).ShouldBeFalse();
        Knowing(box, store.Nonce(B, 1)).Derives(Secret).ShouldBeFalse();
        Knowing(box, Key).Derives(Secret).ShouldBeTrue();
        Knowing(Key, box).Derives(Secret).ShouldBeTrue();
        Knowing(box, Secret).Derives(Key).ShouldBeFalse();
        Knowing(Key, Secret).Derives(box).ShouldBeTrue();
        Knowing(Secret).Derives(box).ShouldBeFalse();
        Knowing(box).Derives(box).ShouldBeTrue();
    }

    [Fact]
    public void A_one_way_function_goes_one_way_and_keeps_labels_and_members_apart()
    {
        var derived = store.Kdf("traffic", Key, A);

        Knowing(Key).Derives(derived).ShouldBeTrue();
        Knowing(derived).Derives(Key).ShouldBeFalse();
        Knowing(derived).Derives(store.Kdf("traffic", Key, B)).ShouldBeFalse();
        Knowing(derived).Derives(store.Kdf("id", Key)).ShouldBeFalse();
        Knowing(derived, store.Enc(derived, Secret)).Derives(Secret).ShouldBeTrue();
        Knowing(Key, store.Enc(derived, Secret)).Derives(Secret).ShouldBeTrue();
    }

    [Fact]
    public void A_signature_hides_nothing_and_cannot_be_made_from_the_content()
    {
        var signed = store.Signed(A, Secret);

        Knowing(signed).Derives(Secret).ShouldBeTrue();
        Knowing(Secret).Derives(signed).ShouldBeFalse();
        Knowing(signed).Derives(store.Signed(B, Secret)).ShouldBeFalse();
        Knowing(signed).Derives(signed).ShouldBeTrue();
    }

    [Fact]
    public void A_sealed_term_opens_with_its_receivers_channel_key_and_can_be_made_by_anybody()
    {
        var box = store.Sealed(B, Secret);

        Knowing(box).Derives(Secret).ShouldBeFalse();
        Knowing(box, store.ChannelKey(A)).Derives(Secret).ShouldBeFalse();
        Knowing(box, store.SigningKey(B)).Derives(Secret).ShouldBeFalse();
        Knowing(box, store.ChannelKey(B)).Derives(Secret).ShouldBeTrue();
        Knowing(store.ChannelKey(B), box).Derives(Secret).ShouldBeTrue();
        Knowing(Secret).Derives(box).ShouldBeTrue();
        Knowing(store.ChannelKey(B)).Derives(box).ShouldBeFalse();
    }

    [Fact]
    public void Long_chains_come_apart_in_whatever_order_they_are_learnt()
    {
        // {k1}k0, {k2}k1, ... {k9}k8: k0 opens them all.
        var links = Enumerable.Range(0, 9).Select(i => store.Enc(store.Nonce(A, (uint)i), store.Nonce(A, (uint)i + 1))).ToArray();

        Knowing([.. links, store.Nonce(A, 0)]).Derives(store.Nonce(A, 9)).ShouldBeTrue();
        Knowing([store.Nonce(A, 0), .. links.Reverse()]).Derives(store.Nonce(A, 9)).ShouldBeTrue();
        Knowing([.. links, store.Nonce(A, 4)]).Derives(store.Nonce(A, 9)).ShouldBeTrue();
        Knowing([.. links, store.Nonce(A, 4)]).Derives(store.Nonce(A, 3)).ShouldBeFalse();
    }

    [Fact]
    public void A_key_that_can_only_be_put_together_opens_too()
    {
        var compound = store.Pair(store.Kdf("x", Key), store.Public("salt"));

        Knowing(store.Enc(compound, Secret), Key).Derives(Secret).ShouldBeTrue();
        Knowing(store.Enc(compound, Secret)).Derives(Secret).ShouldBeFalse();
    }

    [Property]
    public Property Knowledge_only_grows() => Prop.ForAll(TermLists.ToArbitrary(), TermLists.ToArbitrary(), (first, more) =>
    {
        var universe = new Universe(store);
        var (small, large) = (Knowing(universe.All(first)), Knowing([.. universe.All(first), .. universe.All(more)]));
        return universe.Every.All(t => !small.Derives(t) || large.Derives(t));
    });

    [Property]
    public Property The_order_of_learning_does_not_matter_and_twice_is_once() => Prop.ForAll(TermLists.ToArbitrary(), codes =>
    {
        var universe = new Universe(store);
        var terms = universe.All(codes);
        var (forth, back, twice) = (Knowing(terms), Knowing([.. terms.Reverse()]), Knowing([.. terms, .. terms]));
        return universe.Every.All(t => forth.Derives(t) == back.Derives(t) && forth.Derives(t) == twice.Derives(t));
    });

    [Property]
    public Property Learning_what_can_be_derived_already_gives_nothing_new() => Prop.ForAll(TermLists.ToArbitrary(), codes =>
    {
        var universe = new Universe(store);
        var before = Knowing(universe.All(codes));
        var after = Knowing(universe.All(codes));
        foreach (var term in universe.Every.Where(before.Derives))
        {
            after.Learn(term);
        }

        return universe.Every.All(t => before.Derives(t) == after.Derives(t));
    });

    [Property]
    public Property It_agrees_with_a_closure_that_is_computed_naively() => Prop.ForAll(TermLists.ToArbitrary(), codes =>
    {
        var universe = new Universe(store);
        var (knowledge, naive) = (Knowing(universe.All(codes)), universe.NaiveClosure(universe.All(codes)));
        return universe.Every.All(t => knowledge.Derives(t) == naive.Contains(t));
    });

    [Property]
    public Property A_copy_knows_the_same_and_goes_its_own_way() => Prop.ForAll(TermLists.ToArbitrary(), TermLists.ToArbitrary(), (codes, more) =>
    {
        var universe = new Universe(store);
        var original = Knowing(universe.All(codes));
        var copy = Knowing(universe.All(more));
        copy.CopyFrom(original);
        var same = universe.Every.All(t => copy.Derives(t) == original.Derives(t));
        foreach (var term in universe.All(more))
        {
            copy.Learn(term);
        }

        var (untouched, grown) = (Knowing(universe.All(codes)), Knowing([.. universe.All(codes), .. universe.All(more)]));
        return same && universe.Every.All(t => original.Derives(t) == untouched.Derives(t) && copy.Derives(t) == grown.Derives(t));
    });

    [Fact]
    public void Clearing_forgets_all()
    {
        var knowledge = Knowing(store.Enc(Key, Secret), Secret);
        knowledge.Clear();
        knowledge.Learn(Key);

        knowledge.Derives(Secret).ShouldBeFalse();
    }

    private static Gen<int[]> TermLists => Gen.Choose(0, 10_000).ArrayOf();

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
