using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Str;

/// <summary>What is public of a chain of members: STR's skewed tree, written from its deepest leaf up (rule STR-01). Places count from 0.</summary>
/// <param name="Members">The members from the bottom up.</param>
/// <param name="Shares">Their blinded shares.</param>
/// <param name="Sponsor">The place of the member that draws a new share; everything below it stays.</param>
public sealed record Chain(ImmutableArray<MemberId> Members, ImmutableArray<CryptoValue> Shares, int Sponsor)
{
    /// <summary>The lowest place of which a blinded key is sent: that of place 0 is its blinded share.</summary>
    public int Lowest => Math.Max(Sponsor, 1);

    /// <summary>The member that draws a new share.</summary>
    public MemberId SponsoringMember => Members[Sponsor];

    /// <summary>
    /// What is left of the chain that a member kept, and who sponsors it (rule STR-03). Below the lowest leaver nothing changes, so the leaf there is
    /// the highest that still has a valid blinded key below it.
    /// </summary>
    /// <param name="kept">The chain of the member's base.</param>
    /// <param name="present">Who of them takes part.</param>
    public static Chain Pruned(StrFoundation kept, ImmutableArray<MemberId> present)
    {
        var left = Enumerable.Range(0, kept.Members.Length).Where(i => present.Contains(kept.Members[i])).ToList();
        var unchanged = left.TakeWhile(static (place, i) => place == i).Count();
        return new Chain([.. left.Select(i => kept.Members[i])], [.. left.Select(i => kept.Shares[i])], Math.Max(unchanged - 1, 0));
    }

    /// <summary>The chains one on top of another; the lowest one's sponsor is below all that changes (rules STR-05, STR-07).</summary>
    public static Chain Stacked(IReadOnlyList<Chain> chains) => chains.Count == 1
        ? chains[0]
        : new Chain([.. chains.SelectMany(static c => c.Members)], [.. chains.SelectMany(static c => c.Shares)], chains[0].Sponsor);

    /// <summary>The chain with another blinded share of its sponsor.</summary>
    public Chain With(CryptoValue share) => this with { Shares = Shares.SetItem(Sponsor, share) };
}

/// <summary>The keys of a chain from some place to below the top, as one member computes them (rules STR-01, STR-02).</summary>
/// <param name="Keys">The keys of these places: scalars.</param>
/// <param name="Blinded">The blinded keys of these places.</param>
/// <param name="Element">The agreed element, at the top.</param>
public sealed record Climb(ImmutableArray<CryptoValue> Keys, ImmutableArray<CryptoValue> Blinded, CryptoValue Element)
{
    /// <summary>Climbs to the top: two exponentiations for each place on the way.</summary>
    /// <param name="group">The group.</param>
    /// <param name="shares">The blinded shares of the chain.</param>
    /// <param name="place">Where to begin; not the bottom.</param>
    /// <param name="element">The element of that place: bk(i-1)^r(i), or br(i)^k(i-1).</param>
    public static Climb From(IKeyAgreementGroup group, ImmutableArray<CryptoValue> shares, int place, CryptoValue element)
    {
        var keys = ImmutableArray.CreateBuilder<CryptoValue>(shares.Length - 1 - place);
        var blinded = ImmutableArray.CreateBuilder<CryptoValue>(shares.Length - 1 - place);
        for (var above = place + 1; above < shares.Length; above++)
        {
            var key = group.ScalarOf(element);
            keys.Add(key);
            blinded.Add(group.Raise(group.Generator, key));
            element = group.Raise(shares[above], key);
        }

        return new Climb(keys.MoveToImmutable(), blinded.MoveToImmutable(), element);
    }
}
