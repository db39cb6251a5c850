using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Wire;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>
/// An insider says what it likes, at any moment, signed with its own name: every member has an answer, and if the members are complete all the same, those
/// that have one key have it from all.
/// </summary>
public sealed class InsiderTests
{
    private static readonly string[] Names = ["m1", "m2", "m3", "m4", "m5", "m6"];

    [Fact]
    public void Any_message_at_any_moment_has_an_answer()
    {
        var answers = new HashSet<string>();
        Prop.ForAll<uint>(seed =>
        {
            var random = new Random((int)(seed >> 1));
            var (bench, run) = Somewhere(random);
            for (var i = 0; i < 40; i++)
            {
                var (from, to) = (run.View.Members[random.Next(run.View.Members.Length)], run.View.Members[random.Next(run.View.Members.Length)]);
                if (from == to || run[to.ToString()].Result is not null)
                {
                    continue;
                }

                var before = run[to.ToString()].Fingerprint;
                var advance = run.Offer(to.ToString(), Nonsense(bench, run, from.ToString(), random));
                answers.Add(advance.Refusal?.Reason.Kind.ToString() ?? (advance.Next is null ? "Early" : "Taken"));
                run[to.ToString()].Fingerprint.ShouldBe(before);
                (advance.Refusal is null || (advance.Next is null && advance.Said.IsEmpty && advance.Refusal.Reason.Expected.Length > 0)).ShouldBeTrue();
            }

            // The nonsense was only offered: the run goes on as if nothing had been said.
            run.Settle(random.Next).Commit();
            return true;
        }).Check(PropertySeeds.Throwing(150));

        string[] expected = ["Early", "Taken", "NotEntitled", "WrongTree", "Duplicate", "WrongContribution", "WrongGroupElement"];
        answers.ShouldBe(expected, ignoreOrder: true);
    }

    /// <summary>Trees that an insider may announce: no exception, whatever their shape.</summary>
    [Property(MaxTest = 150)]
    public Property A_foreign_tree_of_any_shape_that_is_taken_can_be_merged() => Prop.ForAll<uint>(seed =>
    {
        var random = new Random((int)(seed >> 1));
        var bench = new TgdhBench();
        bench.Plant("((m1 m2) m3)");
        bench.Plant("((m4 m5) m6)");
        var run = bench.Open(Names);
        run.Deliver("m3", "m1");
        var tree = RandomTree(bench, ["m4", "m5", "m6"], random);
        var taken = run.Offer("m1", new ComponentTree(run.Head(tree.Last.ToString()), tree));
        return taken.Refusal is not null || (taken.Next is TgdhAgreement { IsWhole: true } whole && whole.Tree.Members == 6);
    });

    private static (TgdhBench Bench, TgdhRun Run) Somewhere(Random random)
    {
        var bench = new TgdhBench();
        var kind = random.Next(4);
        if (kind > 0)
        {
            bench.Plant(kind == 1 ? "(((m1 x1) m2) (m3 (x2 m4)))" : "((m1 m2) (m3 x1))");
        }

        if (kind == 3)
        {
            bench.Plant("((m4 x2) (x3 (m5 m6)))");
        }

        var run = bench.Open(kind == 1 ? ["m1", "m2", "m3", "m4"] : Names);
        for (var steps = random.Next(30); steps > 0 && run.Pending is { Count: > 0 } pending; steps--)
        {
            var (from, to) = pending[random.Next(pending.Count)];
            run.Deliver(from, to);
        }

        return (bench, run);
    }

    private static Message Nonsense(TgdhBench bench, TgdhRun run, string from, Random random)
    {
        if (random.Next(2) == 0)
        {
            return new BlindedKeys(run.Head(from), [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomElement(bench, random))]);
        }

        var real = run.Said.Select(static s => s.Message).OfType<ComponentTree>().ToList();
        return real.Count > 0 && random.Next(2) == 0
            ? real[random.Next(real.Count)] with { Header = run.Head(from) }
            : new ComponentTree(run.Head(from), RandomTree(bench, Names, random));
    }

    /// <summary>A tree of some of the names, perhaps twice, with blinded keys or without.</summary>
    private static KeyNode RandomTree(TgdhBench bench, string[] names, Random random)
    {
        var nodes = Enumerable.Range(0, 1 + random.Next(names.Length)).Select(i => (KeyNode)new KeyLeaf(TgdhBench.Id(names[random.Next(4) == 0 ? random.Next(names.Length) : i]), Maybe(), null)).ToList();
        while (nodes.Count > 1)
        {
            var at = random.Next(nodes.Count - 1);
            nodes[at] = new KeyBranch(nodes[at], nodes[at + 1]).With(Maybe(), null);
            nodes.RemoveAt(at + 1);
        }

        return nodes[0];

        CryptoValue? Maybe() => random.Next(8) == 0 ? null : RandomElement(bench, random);
    }

    private static CryptoValue RandomElement(TgdhBench bench, Random random) =>
        random.Next(12) == 0 ? bench.Group.Power(bench.Strange, 0) : random.Next(2) == 0 && bench.Heard.Count > 0 ? bench.Heard[random.Next(bench.Heard.Count)] : bench.Strange;
}
