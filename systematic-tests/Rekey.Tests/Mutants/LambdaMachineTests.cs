using Rekey.Core;
using Rekey.Mutants;
using Rekey.Tests.Protocols.P;
using Rekey.Tests.Worlds;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Mutants;

/// <summary>A machine that is another but for what a function changes.</summary>
public sealed class LambdaMachineTests
{
    [Fact]
    public void A_member_begins_as_in_the_machine_inside()
    {
        var bench = new PBench("m1");
        var machine = new LambdaMachine(bench.Machine, static (_, _, _, _) => throw new InvalidOperationException());

        machine.Initial(PBench.Id("m1")).ShouldBe(bench.Machine.Initial(PBench.Id("m1")));
    }

    [Fact]
    public void A_step_is_the_functions_and_gets_all_that_was_given()
    {
        var bench = new PBench("m1");
        var (state, entropy) = (bench.Machine.Initial(PBench.Id("m1")), bench.Binding.EntropyFor(PBench.Id("m1")));
        var outcome = new Ignored(default, Rekey.Spec.Protocols.P.RefreshMoot);
        var machine = new LambdaMachine(bench.Machine, (inner, s, input, e) =>
        {
            inner.ShouldBeSameAs(bench.Machine);
            s.ShouldBeSameAs(state);
            input.ShouldBeSameAs(RefreshRequested.Instance);
            e.ShouldBeSameAs(entropy);
            return outcome;
        });

        machine.Step(state, RefreshRequested.Instance, entropy).ShouldBeSameAs(outcome);
    }

    [Fact]
    public void A_function_that_only_asks_the_machine_inside_changes_nothing()
    {
        static IMachine Same(IMachine machine, SuiteBinding binding) => new LambdaMachine(machine, static (inner, s, i, e) => inner.Step(s, i, e));
        var plain = new WorldBench(3, "crash=1,refresh=1");
        var wrapped = new WorldBench(3, "crash=1,refresh=1", Same);
        foreach (var bench in new[] { plain, wrapped })
        {
            bench.Settle().Do(Move.Refresh, "m2");
            bench.Settle().Do(Move.Crash, "m1");
            bench.Settle();
        }

        wrapped.Log.ShouldBe(plain.Log);
        wrapped.Fingerprint().ShouldBe(plain.Fingerprint());
    }
}
