using Rekey.Conformance;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Observing;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.P;

/// <summary>
/// One protocol, two suites: the same schedule over terms and over bytes goes through the same states, and two keys are equal over bytes exactly
/// when they are equal as terms (spec/model/adversary.md).
/// </summary>
public sealed class LockstepTests
{
    public static TheoryData<string, int> Scenarios() => new()
    {
        { "crash=1,leave=1,join=1,refresh=1,send=2,depth=2", 3 },
        { "partition=1,merge=1,refresh=1,send=2,depth=2", 3 },
        { "crash=1,recover=1,send=2,replay=3,forge=3,depth=1", 2 },
        { "leave=1,join=1,refresh=1,send=2,replay=3,forge=2,withhold=1,alter=3,transplant=2,depth=1", 3 },
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Terms_and_bytes_go_through_the_same_states_with_the_same_keys(string faults, int members)
    {
        var scenario = new Scenario(ProtocolRegistry.Find("P"), members, FaultBudget.Parse(faults));
        var symbolic = new VsWorld(scenario, new SymbolicBinding(Anywhere.Group));
        var concrete = new VsWorld(scenario, new ConcreteBinding(scenario, "lockstep"));
        var runner = new ScheduleRunner<VsWorld>(symbolic, []);
        var strategy = Portfolio.Create("portfolio");
        var keys = 0;
        for (var schedule = 0; schedule < 12; schedule++)
        {
            var rng = Rng.For(7, schedule);
            runner.Run(strategy, ref rng, 2_000, static _ => true).ShouldBeEmpty();
            keys += Compare(symbolic, concrete, [.. runner.Choices]);
        }

        keys.ShouldBeGreaterThan(12);
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
            concrete.Processes.Count.ShouldBe(symbolic.Processes.Count);
            for (var i = 0; i < symbolic.Processes.Count; i++)
            {
                Same(symbolic.Processes[i].State.Current, concrete.Processes[i].State.Current, pairs);
                Same(symbolic.Processes[i].State.Staged, concrete.Processes[i].State.Staged, pairs);
            }
        }

        // Equal terms had equal bytes; and different terms had different ones.
        pairs.Values.ShouldBeUnique();
        return pairs.Count;
    }

    private static void Same(EpochKey? term, EpochKey? bytes, Dictionary<CryptoValue, CryptoValue> pairs)
    {
        (bytes?.Epoch).ShouldBe(term?.Epoch);
        if (term is not null && !pairs.TryAdd(term.Key, bytes!.Key))
        {
            bytes!.Key.ShouldBe(pairs[term.Key]);
        }
    }

    /// <summary>A step without its cryptography. Why an attack is rejected may differ: over bytes nobody can even pretend to sign for another.</summary>
    private static string Step(Step step)
    {
        var outcome = step.Outcome is Rejected && step.Hostile ? nameof(Rejected) : $"{step.Outcome.GetType().Name} by {step.Outcome.Rule}";
        return $"{step.Process.Id} {step.Input.GetType().Name}: {step.Before.Control} -> {step.After.Control}, {outcome}";
    }
}
