using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Crypto.Symbolic.DiffieHellman;
using Rekey.Monitors;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>Whose secrets a term is made of: what Authenticity asks of keys that are agreed.</summary>
public sealed class SecretsTests
{
    private readonly TermStore store = new();
    private readonly SymbolicGroup group;

    public SecretsTests() => group = new SymbolicGroup(store);

    [Fact]
    public void A_nonce_is_its_drawers() => Owners(Nonce("m1")).ShouldBe("m1");

    [Fact]
    public void What_nobody_drew_is_nobodys() => (Owners(store.Public("text")), Owners((Term)group.Generator)).ShouldBe(("", ""));

    [Fact]
    public void Whatever_is_inside_counts_at_any_depth()
    {
        var inner = store.Enc(Nonce("m1"), store.Pair(Nonce("m2"), Nonce("m1", 7)));

        Owners(inner).ShouldBe("m1 m2");
        Owners(store.Enc(Nonce("m3"), inner)).ShouldBe("m1 m2 m3");
    }

    [Fact]
    public void An_element_is_of_all_whose_scalars_are_in_its_exponent()
    {
        var (a, b, c) = (Nonce("m1"), Nonce("m2"), Nonce("m3"));
        var sum = group.Multiply(Raised(a, b), Raised(b, c));

        Owners((Term)sum).ShouldBe("m1 m2 m3");
        Owners((Term)group.KeyOf(sum)).ShouldBe("m1 m2 m3");
        Owners((Term)group.Power(sum, -2)).ShouldBe("m1 m2 m3");
    }

    /// <summary>A share that cancels out is in the key no more, whatever was done with it.</summary>
    [Fact]
    public void What_cancels_out_does_not_count()
    {
        var (a, b) = (Nonce("m1"), Nonce("m2"));

        Owners((Term)group.RaiseInverse(Raised(a, b), b)).ShouldBe("m1");
        Owners((Term)group.Multiply(Raised(a, b), group.Power(Raised(a, b), -1))).ShouldBe("");
    }

    /// <summary>As in the trees of TGDH and STR: the key of a subtree is the scalar of the next.</summary>
    [Fact]
    public void The_scalar_of_an_element_is_of_those_in_the_element()
    {
        var subtree = (Term)group.ScalarOf(Raised(Nonce("m1"), Nonce("m2")));

        Owners((Term)Raised(subtree, Nonce("m3"))).ShouldBe("m1 m2 m3");
    }

    private string Owners(Term term) => string.Join(' ', Secrets.OwnersOf(term).Order());

    private Term Nonce(string member, uint number = 0) => store.Nonce(MemberId.Parse(member), number);

    private CryptoValue Raised(Term first, Term second) => group.Raise(group.Raise(group.Generator, first), second);
}
