using Rekey.Core;
using Rekey.Crypto;
using Rekey.Explorer;
using Rekey.KeyAgreement.Runs;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Rekey.Worlds.Benches;
using Shouldly;

namespace Rekey.Tests.Protocols;

/// <summary>What an insider may make messages of.</summary>
/// <param name="random">Chance.</param>
/// <param name="members">Names: members of the view, and a stranger.</param>
/// <param name="elements">Elements: the identity, the generator, and what was heard.</param>
internal sealed class Scraps(Rng random, IReadOnlyList<MemberId> members, IReadOnlyList<CryptoValue> elements)
{
    private Rng random = random;

    public int Number(int below) => random.Below(below);

    public MemberId Member() => members[random.Below(members.Count)];

    public CryptoValue Element() => elements[random.Below(elements.Count)];

    /// <summary>Some members: often all in some order, sometimes too many, or none.</summary>
    public MemberId[] List() => random.Below(3) == 0
        ? [.. Enumerable.Range(0, random.Below(6)).Select(_ => Member())]
        : [.. members.SkipLast(1).OrderBy(_ => random.Below(100)).Take(1 + random.Below(members.Count - 1))];
}

/// <summary>A member that signs whatever it likes, in the middle of runs.</summary>
internal static class InsiderNonsense
{
    /// <summary>
    /// Plays a merge, a leave and a refresh, hands over a part of the messages of each and tells members made-up ones in between. Every step has an
    /// outcome, and what is no move changes nothing. Gives what the made-up messages came to.
    /// </summary>
    public static IReadOnlyList<Outcome> Play(KeyAgreementProtocol protocol, ulong seed, Func<Scraps, Header, Message> make)
    {
        var (random, outcomes, binding) = (new Rng(seed), new List<Outcome>(), new CountingBinding());
        var bench = new Bench(protocol.Definition, binding);
        bench.Install(1, "m1", "m2", "m3").Settle();
        bench.Install(2, "n1", "n2").Settle();
        string[][] views = [["m1", "m2", "m3", "n1", "n2", "z1"], ["m1", "m2", "n2", "z1"], ["m2", "n2", "z1"]];
        for (var i = 0; i < views.Length; i++)
        {
            bench.Install((uint)(3 + i), views[i]);
            Disturb(bench, binding, ref random, make, outcomes);
            if (Array.TrueForAll(views[i], n => bench[n].Current is not null))
            {
                bench.Feed(MemberId.Parse(views[i][0]), RefreshRequested.Instance);
                Disturb(bench, binding, ref random, make, outcomes);
            }
        }

        return outcomes;
    }

    private static void Disturb(Bench bench, CountingBinding binding, ref Rng random, Func<Scraps, Header, Message> make, List<Outcome> outcomes)
    {
        // Half of the time only the end of the run is left to disturb.
        for (var delivered = random.Below(2) * random.Below(30); bench.Table.Count > 0 && delivered > 0; delivered--)
        {
            bench.Deliver(bench.Table[0]);
        }

        while (bench.Table.Count > 0)
        {
            var (view, elements) = (bench[bench.Table[0].To].View!, Heard(bench, binding));
            var (to, sender) = (view.Members[random.Below(view.Members.Length)], view.Members[random.Below(view.Members.Length)]);
            var run = (bench[to].Current?.Epoch.Run ?? 0) + 1;
            var stamp = bench[to] is AgreementMember { Stamps: { } stamps } ? stamps.Heard[view.IndexOf(sender)] : default;
            var header = new Header(Anywhere.Group, view.Id, run, sender) { Stamp = new Stamp(stamp.Sequence + 1, stamp.Time + 1) };
            var message = make(new Scraps(new Rng(random.Next()), [.. view.Members, MemberId.Parse("x9")], elements), header);
            var before = bench[to];
            outcomes.Add(bench.Feed(to, new Received(sender, binding.Envelopes.Sign(message))));
            if (outcomes[^1] is not Moved)
            {
                bench[to].ShouldBeSameAs(before);
            }

            bench.Deliver(bench.Table[random.Below(4) == 0 ? random.Below(bench.Table.Count) : 0]);
        }
    }

    private static IReadOnlyList<CryptoValue> Heard(Bench bench, CountingBinding binding)
    {
        var group = binding.Suite.Agreement;
        var heard = bench.Table.SelectMany(p => MessageFields.Of(bench.Open(p))).Where(static f => f.Kind == FieldKind.Element).Select(static f => f.Value!);
        return [group.Power(group.Generator, 0), group.Generator, .. heard.Distinct()];
    }
}
