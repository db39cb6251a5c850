using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Explorer.Cycles;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Explorer;

/// <summary>Runs without end: found behind a run that was cut off, and judged when they are made again (spec/model/exploration.md, "Livelocks").</summary>
public sealed class LivelockTests
{
    private static readonly Mutant Livelock = MutantRegistry.Find("p-acks-start-over");

    [Fact]
    public void A_token_that_goes_round_for_ever_is_a_loop_with_a_short_stem()
    {
        var cycle = new LivelockFinder(new Ring(3, lead: 2), 100).Find([.. Enumerable.Repeat(Ring.Lead, 2), .. Enumerable.Repeat(Ring.Pass, 40)])!;

        (cycle.Stem.Count, cycle.Loop.Count, cycle.LoopFrom).ShouldBe((2, 3, 3));
        CycleCheck.Problem(new Ring(3, lead: 2), cycle).ShouldBeNull();
        cycle.Violates("Rest").ShouldBe(new Violation(
            "Rest", "steps 3 to 5 can be repeated for ever, though whatever can happen in all of their states does happen: the run never comes to rest", 6));
    }

    [Fact]
    public void A_long_run_that_rests_in_the_end_is_none() =>
        new LivelockFinder(new Ring(3, lead: 90, stops: true), 200).Find([.. Enumerable.Repeat(Ring.Lead, 50)]).ShouldBeNull();

    [Fact]
    public void What_is_not_seen_within_the_bound_is_not_judged() =>
        new LivelockFinder(new Ring(3, lead: 90), 20).Find([.. Enumerable.Repeat(Ring.Lead, 5)]).ShouldBeNull();

    [Theory]
    [InlineData(2, "after the loop the world is not where it was before")]
    [InlineData(0, "the loop has no steps")]
    public void A_loop_that_does_not_come_back_is_refused(int length, string problem) =>
        CycleCheck.Problem(new Ring(3, lead: 0), new FairCycle([], [.. Enumerable.Repeat(Ring.Pass, length)])).ShouldBe(problem);

    [Fact]
    public void A_loop_in_which_somebody_waits_for_ever_is_unfair() =>
        CycleCheck.Problem(new Ring(2, lead: 0, bystander: true), new FairCycle([], [Ring.Pass, Ring.Pass]))
            .ShouldBe("something that can happen in every state of the loop never does: a fair scheduler leaves it");

    [Fact]
    public void A_loop_that_spends_a_budget_is_refused() =>
        CycleCheck.Problem(new Ring(1, lead: 0, faults: true), new FairCycle([], [Ring.Fault]))!.ShouldStartWith("a step of the loop need not happen");

    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 50)]
    [InlineData(1, 2_000)]
    public void Sampling_finds_the_livelock_of_a_protocol_behind_a_run_that_was_cut_off(int workers, int steps)
    {
        var report = Checker.Run(MutantHunt.Request(Livelock, "portfolio", 1, 20) with { Workers = workers, Steps = steps });
        var finding = report.Findings[Properties.Liveness];

        finding.LoopFrom.ShouldNotBeNull();
        CycleCheck.Problem(new VsWorld(finding.Scenario, new SymbolicBinding(Anywhere.Group), Livelock.Mutate), Split(finding)).ShouldBeNull();
        TraceRecorder.Record(finding, report.Request, Livelock.Name).Verdict.ShouldBe(
            new(Properties.Liveness, finding.Violation.Message, finding.Choices.Count + 1, finding.LoopFrom));
    }

    [Fact]
    public void The_same_choices_are_no_loop_of_the_protocol_as_it_is()
    {
        var finding = Checker.Run(MutantHunt.Request(Livelock, "portfolio", 1, 20) with { Steps = 50 }).Findings[Properties.Liveness];
        CycleCheck.Problem(new VsWorld(finding.Scenario, new SymbolicBinding(Anywhere.Group)), Split(finding)).ShouldBe("after the loop the world is not where it was before");
    }

    /// <summary>What was sent and taken, and the secrets that were drawn meanwhile, do not matter; what a member holds, and who still waits for what, do.</summary>
    [Fact]
    public void A_world_is_where_it_was_only_when_what_must_happen_is_the_same()
    {
        var bench = new Worlds.WorldBench(3, "refresh=1,send=1").Settle();
        var settled = bench.World.Recurrence();
        bench.Do(Move.Send, "m1");
        bench.World.Recurrence().ShouldNotBe(settled, "the others still wait for the payload");
        bench.Settle();
        var sent = bench.World.Recurrence();
        sent.ShouldNotBe(settled, "a sequence number grew");
        bench.Do(Move.Refresh, "m1");
        bench.Settle().World.Recurrence().ShouldNotBe(sent, "there is a new key");
        new Worlds.WorldBench(3, "crash=1").Settle().World.Recurrence().ShouldBe(settled, "a budget decides nothing of what must happen");
    }

    private static FairCycle Split(Finding finding) => new([.. finding.Choices.Take(finding.LoopFrom!.Value - 1)], [.. finding.Choices.Skip(finding.LoopFrom.Value - 1)]);

    /// <summary>Processes that pass a token round, after a lead; it stops where that is asked for. A bystander could act all the time.</summary>
    private sealed class Ring(int size, int lead, bool stops = false, bool bystander = false, bool faults = false) : IRecurringWorld
    {
        public static readonly Choice Lead = new(0, 0, 0, 0);
        public static readonly Choice Pass = new(1, 0, 0, 0);
        public static readonly Choice Fault = new(3, 0, 0, 0);

        private int left;
        private int at;
        private bool acted;

        public int Actors => 2;

        public int OptionalLeft => 0;

        public void Reset() => (left, at, acted) = (lead, 0, false);

        public void Offers(List<Offer> offers)
        {
            if (left > 0 || !stops)
            {
                offers.Add(new Offer(left > 0 ? Lead.Kind : Pass.Kind, 0, 0, 1, 0, false));
            }

            if (bystander && !acted)
            {
                offers.Add(new Offer(2, 0, 0, 1, 1, false));
            }

            if (faults)
            {
                offers.Add(new Offer(Fault.Kind, 0, 0, 1, 1, true));
            }
        }

        public void Apply(in Choice choice)
        {
            (left, at) = choice.Kind == Pass.Kind ? (left, (at + 1) % size) : (left - 1, at);
            acted |= choice.Kind == 2;
        }

        public ulong Recurrence() => ((ulong)Math.Max(left, 0) << 32) | (uint)at | (acted ? 1UL << 31 : 0);
    }
}
