using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Monitors;
using Rekey.Worlds;
using Shouldly;

namespace Rekey.Tests.Worlds;

/// <summary>Laws that hold in every schedule (spec/model/virtual-synchrony.md): replay, offers and acceptance, budget, progress.</summary>
public sealed class WorldLawTests
{
    private const string Everything = "crash=2,recover=1,leave=1,join=1,partition=1,merge=1,refresh=1,send=2,replay=1,forge=1,withhold=1,alter=1,transplant=1,depth=3";

    [Property(MaxTest = 60)]
    public Property The_same_choices_give_the_same_world() => ForRandomRuns(static bench =>
    {
        var other = new WorldBench(3, Everything);
        var same = Replayed(bench.Log);
        same.Fingerprint().ShouldBe(bench.Fingerprint());
        same.Offers().ShouldBe(bench.Offers());
        other.Fingerprint().ShouldNotBe(bench.Fingerprint());
    });

    [Property(MaxTest = 60)]
    public Property A_world_that_is_reset_is_as_good_as_new() => ForRandomRuns(static bench =>
    {
        var (log, end) = (bench.Log.ToList(), bench.Fingerprint());
        bench.Reset();
        bench.Fingerprint().ShouldBe(new WorldBench(3, Everything).Fingerprint());
        Apply(bench, log).Fingerprint().ShouldBe(end);
    });

    [Property(MaxTest = 15)]
    public Property Every_offer_is_accepted_with_its_first_and_its_last_option() => ForRandomRuns(static bench =>
    {
        var prefix = bench.Log[..(bench.Log.Count / 2)];
        foreach (var offer in Replayed(prefix).Offers())
        {
            offer.Options.ShouldBeGreaterThan(0);
            foreach (var choice in new[] { offer.With(0), offer.With(offer.Options - 1) })
            {
                Apply(Replayed(prefix), [choice]).Log.Count.ShouldBe(prefix.Count + 1);
            }
        }
    });

    [Property(MaxTest = 15)]
    public Property Nothing_but_what_is_offered_is_accepted() => ForRandomRuns(static bench =>
    {
        var prefix = bench.Log[..(bench.Log.Count / 2)];
        var at = Replayed(prefix);
        var (offers, before) = (at.Offers(), at.Fingerprint());
        foreach (var choice in from kind in Enumerable.Range(0, Move.All.Count + 1) from a in Enumerable.Range(-1, 6) from b in new[] { -1, 0, 1, 2 } from option in new[] { -1, 0, 1 } select new Choice((byte)kind, (short)a, (short)b, option))
        {
            if (!offers.Exists(o => o.Kind == choice.Kind && o.A == choice.A && o.B == choice.B && choice.Option >= 0 && choice.Option < o.Options))
            {
                Should.Throw<InvalidChoiceException>(() => at.World.Apply(choice), choice.ToString());
            }
        }

        at.Fingerprint().ShouldBe(before);
        at.Offers().ShouldBe(offers);
    });

    [Property(MaxTest = 60)]
    public Property No_fault_happens_more_often_than_the_budget_says_nor_deeper() => ForRandomRuns(static bench =>
    {
        var budget = FaultBudget.Parse(Everything);
        foreach (var fault in Fault.All)
        {
            bench.Log.Count(c => c.Kind == fault.Number).ShouldBeLessThanOrEqualTo(budget[fault]);
        }

        bench.World.DeepestCascade.ShouldBeLessThanOrEqualTo(budget.Depth);
    });

    [Property(MaxTest = 60)]
    public Property From_wherever_it_is_the_world_comes_to_rest_settled() => ForRandomRuns(static bench =>
    {
        var resting = Replayed(bench.Log[..(bench.Log.Count / 3)]).Settle();
        resting.World.Components.ShouldAllBe(static c => c.Target!.WithheldFrom != 0 || (c.IsSettled && c.Depth == 0));
    });

    [Property(MaxTest = 60)]
    public Property The_world_keeps_the_rules_of_virtual_synchrony() => ForRandomRuns(static bench =>
    {
        bench.Objections.ShouldBeEmpty();
        var views = bench.World.Processes.Select(static p => p.Installed?.View).OfType<Rekey.Core.View>().Distinct().ToList();
        views.Select(static v => v.Id).ShouldBeUnique("VS-3");
    });

    /// <summary>Random runs to their end, with faults and attacks.</summary>
    private static Property ForRandomRuns(Action<WorldBench> law) => Prop.ForAll<ulong>(seed => law(Explored(seed)));

    private static WorldBench Explored(ulong seed)
    {
        var world = new WorldBench(3, Everything).World;
        var runner = new ScheduleRunner<VsWorld>(world, []);
        var rng = new Rng(seed);
        runner.Run(Portfolio.Create("portfolio"), ref rng, 2_000, static _ => true).ShouldBeEmpty();
        return Replayed(runner.Choices);
    }

    private static WorldBench Replayed(IEnumerable<Choice> log) => Apply(new WorldBench(3, Everything, null, new VirtualSynchrony()), log);

    private static WorldBench Apply(WorldBench bench, IEnumerable<Choice> log)
    {
        foreach (var choice in log)
        {
            bench.Do((Move)choice.Kind, choice.A, choice.B, choice.Option);
        }

        return bench;
    }
}
