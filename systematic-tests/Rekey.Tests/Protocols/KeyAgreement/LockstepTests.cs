using FsCheck;
using FsCheck.Fluent;
using Rekey.Conformance;
using Rekey.Conformance.Drills;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Observing;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>
/// One algebra, many suites: the same random schedule, with faults inside unfinished runs, over terms and over real groups. Step by step the same
/// members are in the same states and send messages of the same types and shapes to the same receivers; and two elements, keys or identifiers are equal
/// over a real group exactly when they are the same term (spec/model/adversary.md).
/// </summary>
public sealed class LockstepTests
{
    private const string Churn = "crash=1,leave=1,join=2,refresh=1,depth=2";
    private const string Merge = "partition=2,merge=2,join=1,refresh=1,depth=2";

    private static readonly ConcreteSuite Toy = ConcreteSuite.Historic(ElementDrill.Toy);

    public static TheoryData<string> Protocols() => Agreements.Names;

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Terms_and_a_toy_group_modulo_p_agree(string protocol)
    {
        Run(protocol, Churn, 4, static _ => new AlgebraBinding(Toy, "lockstep"), 20);
        Run(protocol, Merge, 5, static _ => new AlgebraBinding(Toy, "lockstep"), 20);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Terms_and_the_curve_of_suite_1_agree(string protocol)
    {
        Run(protocol, Churn, 3, static _ => new AlgebraBinding(ConcreteSuite.Suite1, "lockstep"), 3);
        Run(protocol, Merge, 4, static _ => new AlgebraBinding(ConcreteSuite.Suite1, "lockstep"), 3);
    }

    /// <summary>With all of suite 1: messages travel as bytes, and under real signatures.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Terms_and_the_bytes_of_suite_1_agree(string protocol) =>
        Run(protocol, "join=1,partition=1,merge=1,send=1,depth=1", 3, static s => new ConcreteBinding(s, "lockstep"), 2);

    private static void Run(string protocol, string faults, int members, Func<Scenario, SuiteBinding> concrete, int schedules)
    {
        var scenario = new Scenario(ProtocolRegistry.Find(protocol), members, FaultBudget.Parse(faults));
        var symbolic = new VsWorld(scenario, new SymbolicBinding(Anywhere.Group));
        var other = new VsWorld(scenario, concrete(scenario));
        var runner = new ScheduleRunner<VsWorld>(symbolic, []);
        var (strategy, values, cascades) = (Portfolio.Create("portfolio"), 0, 0);
        Prop.ForAll<ulong>(seed =>
        {
            var rng = new Rng(seed);
            runner.Run(strategy, ref rng, 3_000, static _ => true).ShouldBeEmpty();
            cascades = Math.Max(cascades, symbolic.DeepestCascade);
            values += Compare(symbolic, other, [.. runner.Choices]);
        }).Check(PropertySeeds.Throwing(schedules));

        values.ShouldBeGreaterThan(10 * schedules);
        cascades.ShouldBeGreaterThan(schedules < 10 ? -1 : 0);
    }

    /// <summary>Makes the choices in both worlds side by side; gives the number of different values.</summary>
    private static int Compare(VsWorld symbolic, VsWorld concrete, IReadOnlyList<Choice> choices)
    {
        symbolic.Reset();
        concrete.Reset();
        var pairs = new Dictionary<CryptoValue, CryptoValue>();
        foreach (var choice in choices)
        {
            symbolic.Apply(choice);
            concrete.Apply(choice);
            concrete.Steps.Count.ShouldBe(symbolic.Steps.Count);
            for (var i = 0; i < symbolic.Steps.Count; i++)
            {
                var (one, two) = (Step(symbolic, symbolic.Steps[i]), Step(concrete, concrete.Steps[i]));
                two.Text.ShouldBe(one.Text);
                Pair(one.Values, two.Values, pairs);
            }
        }

        // Equal terms had equal values; and different terms had different ones.
        pairs.Values.ShouldBeUnique();
        return pairs.Count;
    }

    private static void Pair(List<CryptoValue> terms, List<CryptoValue> values, Dictionary<CryptoValue, CryptoValue> pairs)
    {
        values.Count.ShouldBe(terms.Count);
        foreach (var (term, value) in terms.Zip(values))
        {
            if (!pairs.TryAdd(term, value))
            {
                value.ShouldBe(pairs[term]);
            }
        }
    }

    /// <summary>A step without its cryptography, and the values of its messages and keys in order.</summary>
    private static (string Text, List<CryptoValue> Values) Step(VsWorld world, Step step)
    {
        var values = new List<CryptoValue>();
        var effects = step.Outcome is Moved moved ? moved.Effects.Select(e => Effect(world, e, values)) : [];
        foreach (var key in new[] { step.After.Staged, step.After.Current })
        {
            values.AddRange(key is null ? [] : [key.Key, key.KeyId]);
        }

        return ($"{step.Process.Id} {step.Input.GetType().Name}: {step.Before.Control} -> {step.After.Control} holding {step.After.Staged?.Epoch}, {step.After.Current?.Epoch}, "
            + $"{step.Outcome.GetType().Name} by {step.Outcome.Rule}: {string.Join("; ", effects)}", values);
    }

    private static string Effect(VsWorld world, PortEvent effect, List<CryptoValue> values) => effect switch
    {
        Unicast unicast => $"to {unicast.To} {Shape(world.Binding.MessageOf(unicast.Envelope), values)}",
        Multicast multicast => $"to all {Shape(world.Binding.MessageOf(multicast.Envelope), values)}",
        KeyCommitted committed => $"use a key for {committed.Epoch}",
        _ => effect.GetType().Name,
    };

    /// <summary>A message with a sign in the place of each value.</summary>
    private static string Shape(Message message, List<CryptoValue> values)
    {
        var fields = MessageFields.Of(message);
        values.AddRange(fields.Where(static f => f.Value is not null).Select(static f => f.Value!));
        return $"{message.Type.Name} {message.Header} {string.Join(' ', fields.Select(static f => f.Value is null ? $"{f.Name}={f}" : f.Name))}";
    }
}
