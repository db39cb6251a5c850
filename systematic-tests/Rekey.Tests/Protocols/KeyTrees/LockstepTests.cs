using Rekey.Conformance;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Observing;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>
/// One protocol, two suites: the same schedule over terms and over bytes goes through the same states with the same messages between the same members,
/// and two keys of the trees are equal over bytes exactly when they are equal as terms (spec/model/adversary.md).
/// </summary>
public sealed class LockstepTests
{
    private const string Churn = "crash=1,leave=1,join=1,refresh=1,send=1,depth=2";
    private const string Attack = "leave=1,partition=1,merge=1,refresh=1,replay=2,alter=4,transplant=2,depth=2";
    private const string Merge = "partition=1,merge=1,refresh=1,send=1,depth=2";

    public static TheoryData<string, string> Scenarios() => new()
    {
        { "C", Churn }, { "B", Churn }, { "O", Churn }, { "O3", Churn }, { "C", Merge }, { "B", Merge }, { "O", Merge }, { "O3", Merge }, { "O-balanced", Merge },
        { "O", Attack }, { "C-balanced", Attack },
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Terms_and_bytes_go_through_the_same_states_with_the_same_keys(string protocol, string faults)
    {
        var scenario = new Scenario(ProtocolRegistry.Find(protocol), 4, FaultBudget.Parse(faults));
        var symbolic = new VsWorld(scenario, new SymbolicBinding(Anywhere.Group));
        var concrete = new VsWorld(scenario, new ConcreteBinding(scenario, "lockstep"));
        var runner = new ScheduleRunner<VsWorld>(symbolic, []);
        var strategy = Portfolio.Create("portfolio");
        var (keys, merged) = (0, 0);
        for (var schedule = 0; schedule < 8; schedule++)
        {
            var rng = Rng.For(3, schedule);
            runner.Run(strategy, ref rng, 2_000, static _ => true).ShouldBeEmpty();
            keys += Compare(symbolic, concrete, [.. runner.Choices]);
            merged += symbolic.ViewChanges > 2 ? 1 : 0;
        }

        keys.ShouldBeGreaterThan(12);
        merged.ShouldBeGreaterThan(0);
    }

    /// <summary>Runs the choices in both worlds side by side; gives the number of keys.</summary>
    private static int Compare(VsWorld symbolic, VsWorld concrete, IReadOnlyList<Choice> choices)
    {
        symbolic.Reset();
        concrete.Reset();
        var pairs = new Dictionary<CryptoValue, CryptoValue>();
        foreach (var choice in choices)
        {
            symbolic.Apply(choice);
            concrete.Apply(choice);
            concrete.Steps.Select(Step).ShouldBe(symbolic.Steps.Select(Step));
            for (var i = 0; i < symbolic.Processes.Count; i++)
            {
                var (term, bytes) = (KeysOf(symbolic.Processes[i]), KeysOf(concrete.Processes[i]));
                bytes.Keys.ShouldBe(term.Keys);
                foreach (var (name, key) in term)
                {
                    if (!pairs.TryAdd(key, bytes[name]))
                    {
                        bytes[name].ShouldBe(pairs[key]);
                    }
                }
            }
        }

        // Equal terms had equal bytes; and different terms had different ones.
        pairs.Values.ShouldBeUnique();
        return pairs.Count;
    }

    /// <summary>All keys that a member holds, by what they are.</summary>
    private static SortedDictionary<string, CryptoValue> KeysOf(Process process)
    {
        var member = (TreeMember)process.State;
        var keys = new SortedDictionary<string, CryptoValue>(StringComparer.Ordinal);
        foreach (var (name, key) in member.Ring?.Keys ?? new Dictionary<KeyName, CryptoValue>())
        {
            keys.Add($"ring {name}", key);
        }

        for (var i = 0; i < member.Open?.Keys.Length; i++)
        {
            if (member.Open.Keys[i] is { } key)
            {
                keys.Add($"open {member.Open.Epoch}#{i}", key);
            }
        }

        foreach (var (kind, key) in new[] { ("current", member.Current), ("staged", member.Staged) })
        {
            if (key is not null)
            {
                keys.Add($"{kind} {key.Epoch}", key.Key);
            }
        }

        return keys;
    }

    /// <summary>A step without its cryptography, and to whom it sends. Why an attack is rejected may differ: over bytes nobody can even pretend to sign for another.</summary>
    private static string Step(Step step) =>
        $"{step.Process.Id} {step.Input.GetType().Name}: {step.Before.Control} -> {step.After.Control}, {step.Outcome.GetType().Name} by {(step.Outcome is Rejected && step.Hostile ? "any rule" : step.Outcome.Rule)}, "
        + string.Join(' ', step.Outcome is Moved moved ? moved.Effects.Select(static e => e is Unicast u ? $"to {u.To}" : e.GetType().Name) : []);
}
