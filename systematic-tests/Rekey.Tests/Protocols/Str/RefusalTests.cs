using Rekey.Core;
using Rekey.KeyAgreement.Str;
using Rekey.Spec.Shared;
using Shouldly;
using Xunit;

using Rules = Rekey.Spec.Protocols.Str;

namespace Rekey.Tests.Protocols.Str;

/// <summary>
/// What a member turns away (spec/protocols/str.md, STR-03 to STR-09; ). Honest members never send any of it, and no exploration sees these
/// checks work: they are here for members that are not honest.
/// </summary>
public sealed class RefusalTests
{
    private readonly StrBench merging = new StrBench().Run("m1", "m2", "m3").Run("m4", "m5").Install("m1", "m2", "m3", "m4", "m5");
    private readonly StrBench leaving = new StrBench().Run("m1", "m2", "m3", "m4", "m5").Install("m1", "m2", "m4", "m5");

    private CryptoValue One => merging.Group.Power(merging.Group.Generator, 0);

    private BlindedChain Lower => (BlindedChain)merging.Said[0];

    private BlindedKeys Keys => (BlindedKeys)leaving.Said[0];

    /// <summary>STR-06.</summary>
    [Fact]
    public void A_chain_where_one_component_is_the_view() =>
        leaving.Refuse("m1", new BlindedChain(leaving.Head("m2"), [.. leaving.View.Members.Select(m => (m, leaving.Strange()))]), Rules.SendChain, RejectionKind.WrongContribution);

    [Fact]
    public void A_second_chain_of_a_component()
    {
        merging.Deliver<BlindedChain>("m3", "m4");
        merging.Refuse("m4", Lower, Rules.SendChain, RejectionKind.WrongContribution);
        merging.Refuse("m4", Lower with { Header = merging.Head("m1") }, Rules.SendChain, RejectionKind.WrongContribution);

        // A sponsor needs nobody to tell it its own.
        merging.Refuse("m3", Lower with { Header = merging.Head("m1") }, Rules.SendChain, RejectionKind.WrongContribution);
    }

    [Fact]
    public void A_chain_without_a_member_with_one_twice_or_with_a_stranger()
    {
        var (places, strange) = (Lower.Places, merging.Strange());
        BlindedChain[] wrong =
        [
            Lower with { Places = [] },
            Lower with { Places = places[..2] },
            Lower with { Places = places.SetItem(0, places[1]) },
            Lower with { Places = places.Add(places[0]) },
            Lower with { Places = places.Add((StrBench.Id("m4"), strange)) },
            Lower with { Places = places.SetItem(0, (StrBench.Id("x1"), strange)) },
            Lower with { Header = merging.Head("m4") },
        ];
        wrong.ShouldAllBe(c => merging.Offer("m5", c).Refusal != null);
        foreach (var chain in wrong)
        {
            merging.Refuse(chain == wrong[^1] ? "m5" : "m4", chain, Rules.SendChain, RejectionKind.WrongContribution);
        }
    }

    /// <summary>STR-03: those who kept the chain know who its sponsor is. Others cannot know.</summary>
    [Fact]
    public void A_chain_from_a_member_of_the_own_component_that_is_not_its_sponsor()
    {
        merging.Refuse("m1", Lower with { Header = merging.Head("m2") }, Rules.Sponsor, RejectionKind.NotEntitled);
        merging.Offer("m4", Lower with { Header = merging.Head("m2") }).Next.ShouldNotBeNull();
    }

    [Fact]
    public void A_chain_of_the_own_component_in_another_order()
    {
        var turned = Lower with { Places = [Lower.Places[1], Lower.Places[0], Lower.Places[2]] };
        merging.Refuse("m1", turned, Rules.SendChain, RejectionKind.WrongContribution);
        merging.Offer("m5", turned).Next.ShouldNotBeNull();
    }

    [Fact]
    public void A_chain_in_which_a_share_of_another_member_is_not_the_known_one() =>
        merging.Refuse("m1", Lower with { Places = Lower.Places.SetItem(1, (StrBench.Id("m2"), merging.Strange())) }, Rules.SendChain, RejectionKind.WrongContribution);

    /// <summary>STR-04.</summary>
    [Fact]
    public void A_sponsor_that_keeps_its_share()
    {
        merging.Refuse("m1", Lower with { Places = Lower.Places.SetItem(2, (StrBench.Id("m3"), merging.Kept("m1").Shares[2])) }, Rules.SendChain, RejectionKind.WrongContribution);
        leaving.Refuse("m1", Keys with { Share = leaving.Kept("m1").Shares[1] }, Rules.NewShare, RejectionKind.WrongContribution);
    }

    /// <summary>A-15.</summary>
    [Fact]
    public void The_identity()
    {
        for (var i = 0; i < Lower.Places.Length; i++)
        {
            merging.Refuse("m4", Lower with { Places = Lower.Places.SetItem(i, (Lower.Places[i].Member, One)) }, AgreementRules.NoIdentity, RejectionKind.WrongGroupElement);
        }

        var one = leaving.Group.Power(leaving.Group.Generator, 0);
        leaving.Refuse("m1", Keys with { Share = one }, AgreementRules.NoIdentity, RejectionKind.WrongGroupElement);
        leaving.Refuse("m5", Keys with { Keys = Keys.Keys.SetItem(0, one) }, AgreementRules.NoIdentity, RejectionKind.WrongGroupElement);
        leaving.Refuse("m5", Keys with { Keys = Keys.Keys.SetItem(1, one) }, AgreementRules.NoIdentity, RejectionKind.WrongGroupElement);
    }

    /// <summary>STR-05.</summary>
    [Fact]
    public void Blinded_keys_from_another_than_the_views_sponsor()
    {
        leaving.Refuse("m1", Keys with { Header = leaving.Head("m5") }, Rules.Stack, RejectionKind.NotEntitled);
        merging.Settle(most: 8);
        var said = merging.Said.OfType<BlindedKeys>().Single();
        said.Header.Sender.ToString().ShouldBe("m3");
        merging.Refuse("m1", said with { Header = merging.Head("m5") }, Rules.Stack, RejectionKind.NotEntitled);
        merging.Refuse("m5", said with { Header = merging.Head("m2") }, Rules.Stack, RejectionKind.NotEntitled);
    }

    [Fact]
    public void A_share_beside_the_blinded_keys_that_is_not_that_of_the_chain()
    {
        merging.Settle(most: 8);
        merging.Refuse("m1", merging.Said.OfType<BlindedKeys>().Single() with { Share = merging.Strange() }, Rules.NewShare, RejectionKind.WrongContribution);
    }

    /// <summary>STR-08.</summary>
    [Fact]
    public void Blinded_keys_that_are_too_few_or_too_many()
    {
        leaving.Refuse("m1", Keys with { Keys = [] }, Rules.SendKeys, RejectionKind.WrongContribution);
        leaving.Refuse("m5", Keys with { Keys = Keys.Keys[..1] }, Rules.SendKeys, RejectionKind.WrongContribution);
        leaving.Refuse("m5", Keys with { Keys = Keys.Keys.Add(leaving.Strange()) }, Rules.SendKeys, RejectionKind.WrongContribution);
    }

    /// <summary>STR-09: below the sponsor a member computes them all, above it those from its own place; the one below it, it has to believe.</summary>
    [Fact]
    public void Blinded_keys_that_do_not_follow()
    {
        var (first, second) = (Keys with { Keys = Keys.Keys.SetItem(0, leaving.Strange()) }, Keys with { Keys = Keys.Keys.SetItem(1, leaving.Strange()) });
        leaving.Refuse("m1", first, Rules.Compute, RejectionKind.WrongContribution);
        leaving.Refuse("m1", second, Rules.Compute, RejectionKind.WrongContribution);
        leaving.Refuse("m4", first, Rules.Compute, RejectionKind.WrongContribution);
        leaving.Refuse("m4", second, Rules.Compute, RejectionKind.WrongContribution);
        leaving.Refuse("m1", Keys with { Share = leaving.Strange() }, Rules.Compute, RejectionKind.WrongContribution);

        // m5 needs the second one only; it cannot know what is right, and its ack will name another key (T-02).
        leaving.Offer("m5", first).Next!.Result!.Element.ShouldBe(leaving["m2"].Result!.Element);
        leaving.Offer("m5", second).Next!.Result!.Element.ShouldNotBe(leaving["m2"].Result!.Element);
    }
}
