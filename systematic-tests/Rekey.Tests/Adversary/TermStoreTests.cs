using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Adversary;

/// <summary>Terms are made once each (spec/model/adversary.md).</summary>
public sealed class TermStoreTests
{
    private static readonly MemberId A = MemberId.Parse("a");
    private static readonly MemberId B = MemberId.Parse("b");

    [Fact]
    public void Equal_terms_are_one_object_and_different_terms_are_not()
    {
        var store = new TermStore();
        var (one, two) = (Terms(store), Terms(store));

        one.Zip(two).ShouldAllBe(static p => ReferenceEquals(p.First, p.Second));
        one.ShouldBeUnique();
        one.Select(static t => t.Fingerprint).ShouldBeUnique();
        one.Select(static t => t.ToString()).ShouldBeUnique();
        one.Select(static t => t.Id).ShouldAllBe(id => id < store.Count);
    }

    [Fact]
    public void Fingerprints_do_not_depend_on_the_store_or_on_the_order_of_making()
    {
        var (first, second) = (new TermStore(), new TermStore());
        second.Nonce(B, 99);

        Terms(second).Select(static t => t.Fingerprint).ShouldBe(Terms(first).Select(static t => t.Fingerprint));
    }

    [Fact]
    public void A_cleared_store_begins_again()
    {
        var store = new TermStore();
        Terms(store);
        store.Clear();

        store.Count.ShouldBe(0);
        store.Nonce(A, 0).Id.ShouldBe(0);
    }

    [Fact]
    public void The_suite_derives_names_and_traffic_keys_that_differ()
    {
        var suite = new SymbolicSuite(new TermStore());
        var key = suite.Store.Nonce(A, 0);
        CryptoValue[] derived = [key, suite.KeyId(key), suite.TrafficKey(key, A), suite.TrafficKey(key, B)];

        derived.ShouldBeUnique();
        suite.KeyId(key).ShouldBeSameAs(suite.KeyId(key));
        suite.Number.ShouldBe((byte)0);
    }

    private static List<Term> Terms(TermStore store)
    {
        var (n0, n1) = (store.Nonce(A, 0), store.Nonce(A, 1));
        return
        [
            n0, n1, store.Nonce(B, 0), store.Payload(A, 0), store.Public("x"), store.Public("y"), store.ChannelKey(A), store.SigningKey(A),
            store.Kdf("id", n0), store.Kdf("id", n1), store.Kdf("traffic", n0, A), store.Kdf("traffic", n0, B), store.Pair(n0, n1), store.Pair(n1, n0),
            store.Enc(n0, n1), store.Enc(n1, n0), store.Signed(A, n0), store.Signed(B, n0), store.Sealed(A, n0), store.Sealed(B, n0),
        ];
    }
}
