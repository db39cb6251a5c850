using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Str;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

using Component = Rekey.KeyAgreement.Runs.Component;

namespace Rekey.Tests.Protocols.Str;

/// <summary>
/// Members that say what they should not. Whatever comes, from whomever, after whatever lineup the machine lets pass: it moves a member, waits, or is
/// refused with a reason; what is refused or waits changes nothing (STR-06, STR-08, A-06, A-07).
/// </summary>
public sealed class TotalityTests
{
    private static readonly string[] Names = ["m1", "m2", "m3", "m4", "m5", "m6"];

    [Property(MaxTest = 150)]
    public Property Nonsense_in_the_middle_of_a_run_has_an_outcome() => Prop.ForAll<int>(static seed =>
    {
        var random = new Random(seed);
        var bench = History(random, out var names);
        bench.Install(names);
        for (var i = 0; i < 25; i++)
        {
            if (random.Next(3) == 0 && bench.Table.Count > 0)
            {
                var (message, to) = bench.Table[random.Next(bench.Table.Count)];
                Offered(bench, to, message);
            }
            else
            {
                var (from, to) = (names[random.Next(names.Length)], StrBench.Id(names[random.Next(names.Length)]));
                if (from != to.ToString())
                {
                    Offered(bench, to, Nonsense(bench, random, from));
                }
            }
        }
    });

    /// <summary>A lineup in which a leader makes up what others have; the member's own component is as it must be .</summary>
    [Property(MaxTest = 150)]
    public Property Nonsense_after_any_lineup_has_an_outcome() => Prop.ForAll<int>(static seed =>
    {
        var random = new Random(seed);
        var bench = History(random, out var names);
        bench.Install(names);
        var self = StrBench.Id(names[random.Next(names.Length)]);
        var honest = bench.SettingOf(self);
        var own = honest.Base is { } kept
            ? new Component(kept.Epoch, [.. honest.View.Members.Where(m => m == self || (kept.Members.Contains(m) && random.Next(2) == 0))])
            : new Component(null, [self]);
        var others = honest.View.Members.Except(own.Members).GroupBy(_ => random.Next(3))
            .SelectMany<IGrouping<int, MemberId>, Component>(g => g.Key == 0 ? g.Select(static m => new Component(null, [m])) : [new Component(new Epoch(Anywhere.Group, new ViewId(90, self), (uint)g.Key), [.. g])]);
        var setting = honest with { Lineup = new Lineup([.. others.Append(own).OrderByDescending(static c => c.Members.Length).ThenBy(static c => c.Members[0])]) };
        setting.Lineup.Objection(honest.View).ShouldBeNull();

        var entropy = new SymbolicBinding(Anywhere.Group).EntropyFor(StrBench.Id("x8"));
        var open = StrDefinition.Protocol.Begin(setting, entropy).Next.ShouldNotBeNull();
        for (var i = 0; i < 25 && open.Result is null; i++)
        {
            var from = names[random.Next(names.Length)];
            var before = open.Fingerprint;
            var advance = from == self.ToString() ? Advance.Early : StrDefinition.Protocol.Take(setting, open, Nonsense(bench, random, from), entropy);
            open.Fingerprint.ShouldBe(before);
            open = advance.Next ?? open;
        }
    });

    /// <summary>The generator is worth something: of what it makes, some is taken, some waits, and each reason occurs.</summary>
    [Fact]
    public void Nonsense_is_of_every_kind()
    {
        var seen = new HashSet<string>();
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var bench = History(random, out var names);
            bench.Install(names);
            bench.Settle(random, random.Next(bench.Table.Count + 1));
            for (var i = 0; i < 20; i++)
            {
                var (from, to) = (names[random.Next(names.Length)], names[random.Next(names.Length)]);
                if (from != to && bench[to].Result is null)
                {
                    var advance = bench.Offer(to, Nonsense(bench, random, from));
                    seen.Add(advance.Refusal?.Rule.Id ?? (advance.Next is null ? "early" : "taken"));
                }
            }
        }

        seen.Order(StringComparer.Ordinal).ShouldBe(["A-15", "STR-03", "STR-04", "STR-05", "STR-06", "STR-08", "STR-09", "early", "taken"]);
    }

    /// <summary>A few groups that came about in some way, and who meets next.</summary>
    private static StrBench History(Random random, out string[] names)
    {
        var bench = new StrBench();
        for (var i = random.Next(4); i > 0; i--)
        {
            bench.Run([.. Names.Where(_ => random.Next(2) == 0).DefaultIfEmpty(Names[i])]);
        }

        names = [.. Names.Where(_ => random.Next(4) > 0).Union(["m3", "m6"]).Order(StringComparer.Ordinal)];
        return bench;
    }

    private static void Offered(StrBench bench, MemberId to, Message message)
    {
        if (bench[to.ToString()].Result is not null)
        {
            return;
        }

        var before = bench[to.ToString()].Fingerprint;
        var advance = bench.Offer(to.ToString(), message);
        bench[to.ToString()].Fingerprint.ShouldBe(before);
        (advance.Next is null || advance.Refusal is null).ShouldBeTrue();
        if (advance.Next is not null)
        {
            bench.Lenient = true;
            bench.Tell(to.ToString(), message);
        }
    }

    private static Message Nonsense(StrBench bench, Random random, string from)
    {
        var header = bench.Head(from);
        var component = bench.Lineup.ComponentOf(header.Sender)!;
        var heard = bench.Said.SelectMany(StrBench.ElementsIn).ToList();
        if (random.Next(5) == 0 && bench.Said.Count > 0)
        {
            return bench.Said[random.Next(bench.Said.Count)] with { Header = header };
        }

        var changed = random.Next(3) == 0 && bench.Said.LastOrDefault() is BlindedKeys last ? last : null;
        return random.Next(2) == 0
            ? new BlindedChain(header, [.. Members().Select(m => (m, Element()))])
            : new BlindedKeys(changed is null || random.Next(3) == 0 ? header : changed.Header, changed is null || random.Next(3) == 0 ? Element() : changed.Share, Keys());

        ImmutableArray<CryptoValue> Keys() => changed is { Keys.IsEmpty: false } && random.Next(3) > 0
            ? changed.Keys.SetItem(random.Next(changed.Keys.Length), Element())
            : [.. Enumerable.Range(0, random.Next(bench.View.Members.Length)).Select(_ => Element())];

        IEnumerable<MemberId> Members() => random.Next(5) switch
        {
            0 => [],
            1 => bench.View.Members,
            2 => Enumerable.Range(0, random.Next(5)).Select(_ => StrBench.Id(Names[random.Next(Names.Length)])),
            _ => component.Members.OrderBy(_ => random.Next(3)),
        };

        CryptoValue Element() => random.Next(12) switch
        {
            0 => bench.Group.Power(bench.Group.Generator, 0),
            1 => bench.Group.Generator,
            2 or 3 => bench.Strange((uint)random.Next(3)),
            4 when heard.Count > 1 => bench.Group.Multiply(heard[random.Next(heard.Count)], bench.Group.Power(heard[random.Next(heard.Count)], -1)),
            _ => heard.Count == 0 ? bench.Strange() : heard[random.Next(heard.Count)],
        };
    }
}
