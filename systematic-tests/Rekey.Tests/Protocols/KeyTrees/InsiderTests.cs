using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>
/// Members that say what they should not, under their own signatures. Each outcome is one of the four; no message of an insider reaches a cell that
/// the table calls impossible (K-11, K-13, T-10, T-11). The bench checks that nothing but a move changes a state.
/// </summary>
public sealed class InsiderTests
{
    public static TheoryData<string> Protocols() => TreeBench.Names;

    /// <summary>A sealed message without keys has as many as a planned multicast has: none. It once stood for the forward that a collector needs.</summary>
    [Fact]
    public void A_message_of_the_other_kind_does_not_stand_for_a_planned_one()
    {
        var collector = new TreeBench("O3").Install(1, "m1", "m2", "m3", "m4").Settle(static (m, _) => m is EncryptedKeys);
        var forward = collector.Sent<EncryptedKeys>().Single(static e => e.To == "m1").Message;
        collector.Reject("m1", new SecretKeys(forward.Header, forward.Index, []), RejectionKind.WrongPlan, KeyTreeRules.TakePart);

        // And a signed one without keys once stood for the secret that m3's multicast waits for.
        var caster = new TreeBench("O").Install(1, "m1", "m2", "m3", "m4").Settle(static (m, to) => m is SecretKeys && to == "m3");
        var secret = caster.Sent<SecretKeys>().Single(static s => s.To == "m3").Message;
        caster.Reject("m3", new EncryptedKeys(secret.Header, secret.Index, []), RejectionKind.WrongPlan, KeyTreeRules.TakePart);
    }

    /// <summary>A server that multicasts before it registers a newcomer: nothing may wait in C, so it is turned away.</summary>
    [Fact]
    public void A_server_that_turns_its_plan_round_is_rejected()
    {
        var bench = new TreeBench("C").Install(1, "m1", "m2", "m3").Settle(static (m, to) => to == "m3" && m is SecretKeys or EncryptedKeys);

        bench.Deliver("m3", static m => m is EncryptedKeys).ShouldBeOfType<Rejected>().Reason.Kind.ShouldBe(RejectionKind.WrongPlan);
    }

    /// <summary>A client that sends a server keys of the run before while the next is open.</summary>
    [Fact]
    public void A_client_has_no_keys_for_its_server()
    {
        var bench = new TreeBench("C").Keyed(1, "m1", "m2", "m3");
        bench.Move("m1", RefreshRequested.Instance);

        bench.Reject("m1", new SecretKeys(bench.Head("m2"), 0, []), RejectionKind.NotEntitled, TerminationRules.Strangers);
    }

    /// <summary>
    /// A leader that keeps a key of m2 above others than m2: the group key under that key would complete m2 before the secret that is due to it, which
    /// then came to a member that waits for ProtoDone.
    /// </summary>
    [Fact]
    public void A_leader_cannot_keep_a_key_above_those_who_do_not_hold_it()
    {
        var bench = new TreeBench("O").Keyed(1, "m1", "m2", "m3", "m4");
        bench.Install(2, "m1", "m2", "m3").Settle(static (m, _) => m is not Report);
        var old = new KeyName(new Epoch(Anywhere.Group, new ViewId(1, TreeBench.Id("m1")), 1), 1);
        var tree = new Branch(new KeyName(bench.FirstRun, 0), [new Branch(old, [new Leaf(TreeBench.Id("m1")), new Leaf(TreeBench.Id("m3"))]), new Leaf(TreeBench.Id("m2"))]);

        bench.Reject("m2", new TreeAnnouncement(bench.Head("m1"), tree), RejectionKind.WrongTree, KeyTreeRules.TakePlan);
    }

    /// <summary>Random messages of random insiders, at any moment of random histories: reports, trees, parts, acks, all of them authentic.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Whatever_an_insider_says_has_an_outcome(string protocol)
    {
        var kinds = new HashSet<Type>();
        for (var schedule = 0; schedule < 250; schedule++)
        {
            try
            {
                new Saboteur(protocol, Rng.For(11, schedule)).Run(120, kinds);
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                throw new InvalidOperationException($"schedule {schedule}: {e.Message}", e);
            }
        }

        // Nothing from a server waits, so there a client's mailbox stays empty whatever comes.
        Type[] expected = protocol[0] == 'C' ? [typeof(Moved), typeof(Ignored), typeof(Rejected)] : [typeof(Moved), typeof(Ignored), typeof(Deferred), typeof(Rejected)];
        kinds.ShouldBe(expected, ignoreOrder: true);
    }

    /// <summary>Plays a history and lies in it.</summary>
    private sealed class Saboteur(string protocol, Rng seed)
    {
        private static readonly string[] Names = ["a1", "m1", "m2", "m3", "m4", "m5"];
        private readonly TreeBench bench = new(protocol);
        private readonly List<Message> heard = [];
        private readonly List<KeyName> keys = [];
        private readonly List<CryptoValue> values = [];
        private Rng rng = seed;
        private uint views;

        public void Run(int steps, HashSet<Type> kinds)
        {
            Change();
            for (var i = 0; i < steps; i++)
            {
                Observe();
                var next = rng.Below(100);
                if (next < 3)
                {
                    Change();
                }
                else if (next < 6)
                {
                    var name = Someone();
                    bench.Feed(name, next == 3 && !bench[name].IsBlocked ? BlockRequested.Instance : RefreshRequested.Instance);
                }
                else if (next < 60 && bench.Table.Count > 0)
                {
                    var at = rng.Below(bench.Table.Count);
                    var (from, to, envelope) = bench.Table[at];
                    bench.Table.RemoveAt(at);
                    kinds.Add(bench.Feed(to.ToString(), new Received(from, envelope)).GetType());
                }
                else
                {
                    var (from, to) = (Someone(), Someone());
                    if (from != to)
                    {
                        kinds.Add(bench.Tell(to, Lie(bench.Head(from, (uint)(1 + rng.Below(3))))).GetType());
                    }
                }
            }
        }

        private string Someone() => bench.View.Members[rng.Below(bench.View.Members.Length)].ToString();

        private void Change()
        {
            var members = Names.Where(_ => rng.Below(4) > 0).ToArray();
            bench.Install(++views, members.Length < 2 ? ["m1", "m2"] : members);
        }

        private void Observe()
        {
            foreach (var entry in bench.Table.TakeLast(3))
            {
                var message = bench.Opened(entry);
                heard.Add(message);
                keys.AddRange(message is TreeAnnouncement t ? t.Tree.Branches().Select(static b => b.Name) : []);
                values.AddRange(message is SecretKeys s ? s.Keys.Select(static k => k.Key) : message is EncryptedKeys e ? e.Keys.Select(static k => k.Ciphertext) : []);
            }
        }

        private Message Lie(Header header) => rng.Below(9) switch
        {
            0 => new Report(header, [.. Enumerable.Range(0, rng.Below(4)).Select(_ => new PathStep(Key(), (uint)rng.Below(2), (uint)(1 + rng.Below(2))))]),
            1 or 2 => new TreeAnnouncement(header, Tree(header)),
            3 => new SecretKeys(header, (uint)rng.Below(8), [.. Enumerable.Range(0, rng.Below(3)).Select(_ => ((uint)rng.Below(4), Value()))]),
            4 => new EncryptedKeys(header, (uint)rng.Below(8), [.. Enumerable.Range(0, rng.Below(3)).Select(_ => (new Wrap((uint)rng.Below(4), Key()), Value()))]),
            5 => new Ack(header, bench.Suite.KeyId(Value())),
            6 or 7 => Planned(header),
            _ => heard.Count == 0 ? new RefreshRequest(header) : heard[rng.Below(heard.Count)] with { Header = header },
        };

        /// <summary>What the plan says, with keys that are not those of the plan, or with something missing.</summary>
        private Message Planned(Header header)
        {
            if (bench[header.Sender.ToString()].Open is not { } open || open.Plan.Transmissions.IsEmpty)
            {
                return new RefreshRequest(header);
            }

            var mine = Enumerable.Range(0, open.Plan.Transmissions.Length).Where(i => open.Plan.Transmissions[i].From == header.Sender).ToList();
            var index = mine.Count == 0 ? 0 : mine[rng.Below(mine.Count)];
            var (planned, ofRun) = (open.Plan.Transmissions[index], header with { Run = open.Epoch.Run });
            return rng.Below(5) switch
            {
                0 => new SecretKeys(ofRun, (uint)index, []),
                1 => new EncryptedKeys(ofRun, (uint)index, []),
                2 => new EncryptedKeys(ofRun, (uint)index, [.. planned.Wraps.Select(w => (w, Value()))]),
                _ => planned.IsSealed
                    ? new SecretKeys(ofRun, (uint)index, [.. planned.Keys.Select(k => (k, Value()))])
                    : new EncryptedKeys(ofRun, (uint)index, [.. planned.Wraps.Select(w => (w, bench.Suite.Wrap(Value(), Value())))]),
            };
        }

        private KeyName Key() => keys.Count == 0 || rng.Below(4) == 0 ? new KeyName(bench.FirstRun, (uint)rng.Below(4)) : keys[rng.Below(keys.Count)];

        private CryptoValue Value() => values.Count == 0 || rng.Below(3) == 0 ? bench.OtherKey() : values[rng.Below(values.Count)];

        /// <summary>A tree of the members in any shape, which may keep any keys, anywhere, with any heads.</summary>
        private KeyTree Tree(Header header)
        {
            var left = bench.View.Members.Skip(bench.Protocol.HasServer ? 1 : 0).Select(m => bench.Protocol.HasServer ? new Branch(Kept(), [new Leaf(m)]) : (KeyTree)new Leaf(m)).ToList();
            while (left.Count > 1)
            {
                var at = rng.Below(left.Count - 1);
                var (a, b) = rng.Below(2) == 0 ? (left[at], left[at + 1]) : (left[at + 1], left[at]);
                left[at] = new Branch(left.Count == 2 || IsNew(a) || IsNew(b) ? default : Kept(), [a, b], rng.Below(2));
                left.RemoveAt(at + 1);
            }

            return Naming.Name(left[0] is Branch { IsUnnamed: false } root && rng.Below(8) > 0 ? root.Renewed() : left[0], header.Epoch);
        }

        private static bool IsNew(KeyTree tree) => tree is Branch { IsUnnamed: true };

        private KeyName Kept() => rng.Below(2) == 0 ? default : Key();
    }
}
