using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.Mutants;
using Rekey.Runs.P;
using Rekey.Worlds;
using Shouldly;
using Xunit;
using Outcome = Rekey.Core.Outcome;

namespace Rekey.Tests.Protocols.P;

/// <summary>
/// The laws of <c>Step</c> (spec/model/system.md): it is a function of state, input and entropy, and it leaves the state that it is given as it was.
/// They are asked of every step of random schedules with faults and attacks.
/// </summary>
public sealed class StepLawTests
{
    private static readonly Scenario Everything = new(
        ProtocolRegistry.Find("P"), 3, FaultBudget.Parse("crash=1,recover=1,leave=1,join=1,partition=1,merge=1,refresh=2,send=3,replay=3,forge=3,withhold=1,alter=2,transplant=1,depth=3"));

    [Property]
    public Property The_same_state_input_and_entropy_give_the_same_outcome() => Prop.ForAll<ulong>(static seed =>
    {
        var steps = WatchedRun.Explore(Everything, seed, static (inner, state, input, entropy) =>
        {
            var again = new WatchedRun.Position(entropy.Owner, entropy.Draws);
            var (first, second) = (inner.Step(state, input, entropy), inner.Step(state, input, again));
            OutcomeText.Of(second).ShouldBe(OutcomeText.Of(first));
            again.Draws.ShouldBe(entropy.Draws);
            return first;
        });
        return steps > 0;
    });

    [Property]
    public Property A_step_never_changes_the_state_that_it_is_given() => Prop.ForAll<ulong>(static seed =>
    {
        var steps = WatchedRun.Explore(Everything, seed, static (inner, state, input, entropy) =>
        {
            var (before, deep) = (state.Fingerprint, Deep((PMember)state));
            var outcome = inner.Step(state, input, entropy);
            (state.Fingerprint, Deep((PMember)state)).ShouldBe((before, deep));
            return outcome;
        });
        return steps > 0;
    });

    [Property]
    public Property Whatever_does_not_move_leaves_the_mailbox_with_the_very_same_state_and_draws_nothing() => Prop.ForAll<ulong>(static seed =>
    {
        var steps = WatchedRun.Explore(Everything, seed, static (inner, state, input, entropy) =>
        {
            var draws = entropy.Draws;
            var after = new Mailbox(state).Offer(inner, input, entropy, static (_, _, _) => { });
            var outcome = inner.Step(state, input, new WatchedRun.Position(entropy.Owner, draws));
            if (outcome is not Moved)
            {
                after.State.ShouldBeSameAs(state);
                after.Deferred.Length.ShouldBe(outcome is Deferred ? 1 : 0);
                entropy.Draws.ShouldBe(draws);
            }

            return outcome;
        });
        return steps > 0;
    });

    [Property]
    public Property A_step_names_the_cell_of_the_table_that_it_went_through() => Prop.ForAll<ulong>(static seed =>
    {
        var steps = WatchedRun.Explore(Everything, seed, static (inner, state, input, entropy) =>
        {
            var outcome = inner.Step(state, input, entropy);
            if (outcome is Moved moved)
            {
                var cell = Everything.Protocol.Spec.Table[moved.Cell.State, moved.Cell.Trigger];
                (moved.Cell.State, cell.Next, cell.Rule).ShouldBe((state.Control, moved.Member.Control, moved.Rule));
            }

            return outcome;
        });
        return steps > 0;
    });

    [Fact]
    public void The_laws_are_asked_of_moves_and_of_all_that_is_not_one()
    {
        var kinds = new HashSet<Type>();
        for (var seed = 1ul; seed <= 60; seed++)
        {
            WatchedRun.Explore(Everything, seed, (inner, state, input, entropy) =>
            {
                var outcome = inner.Step(state, input, entropy);
                kinds.Add(outcome.GetType());
                return outcome;
            });
        }

        kinds.ShouldBe([typeof(Moved), typeof(Ignored), typeof(Deferred), typeof(Rejected)], ignoreOrder: true);
    }

    private static string Deep(PMember m) =>
        $"{m.View} {m.Control} {m.Current} {m.Staged} {m.Acked.Fingerprint} {string.Join(';', m.Traffic.Keys)} {m.Traffic.Sent} {string.Join(';', m.Traffic.Heard)}";
}
