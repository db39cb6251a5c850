using Rekey.Checking;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Observing;
using Rekey.Worlds;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Groups;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Groups;

/// <summary>What one group does alone, it does beside another one (spec/model/groups.md).</summary>
public sealed class AloneAndBesideTests
{
    // Who has left a group is still in the network, and may be alone in a part of it: with both kinds of faults, numbers of parts are no numbers of components.
    private const string Splits = "crash=1,recover=1,join=2,partition=2,merge=2,refresh=2,send=2,replay=2,depth=20";
    private const string Leaves = "crash=1,leave=2,join=2,refresh=2,send=2,replay=2,depth=20";

    /// <summary>Step by step, the whole state of the world of one group is that of the same group beside one in which nobody moves.</summary>
    [Theory]
    [InlineData("P", 2, Splits)]
    [InlineData("P", 2, Leaves)]
    [InlineData("P", 1, Splits)]
    [InlineData("P", 1, Leaves)]
    [InlineData("O", 2, Splits)]
    [InlineData("O", 2, Leaves)]
    [InlineData("TGDH", 2, Splits)]
    [InlineData("TGDH", 2, Leaves)]
    public void Beside_a_group_that_sleeps_a_group_is_in_the_state_in_which_it_is_alone(string protocol, int members, string faults)
    {
        for (var schedule = 0; schedule < 100; schedule++)
        {
            var alone = (VsWorld)World(protocol, members, faults);
            var beside = (GroupsWorld)World($"{protocol}+{protocol}", members, faults);
            var choices = Choices(alone, schedule);
            alone.Reset();
            beside.Reset();
            for (var step = 0; step < choices.Count; step++)
            {
                alone.Apply(choices[step]);
                beside.Apply(choices[step]);
                beside.Worlds[0].Content().ShouldBe(alone.Content(), $"schedule {schedule}, step {step + 1}, {Move.Of(choices[step].Kind)}");
                Told(beside.Observations).ShouldBe(Told(alone.Observations), $"schedule {schedule}, step {step + 1}");
            }
        }
    }

    /// <summary>Where the other group moves too, only the numbers of what is drawn differ: they are drawn from one source.</summary>
    [Theory]
    [InlineData("P+P", Splits)]
    [InlineData("P+P", Leaves)]
    [InlineData("P+TGDH", Splits)]
    [InlineData("P+TGDH", Leaves)]
    [InlineData("TGDH+O3", Splits)]
    [InlineData("TGDH+O3", Leaves)]
    public void Beside_a_group_that_moves_a_group_makes_the_steps_that_it_makes_alone(string protocols, string faults)
    {
        var (moved, rng) = (0, Rng.For(3, 0));
        for (var schedule = 0; schedule < 100; schedule++)
        {
            var alone = (VsWorld)World(protocols.Split('+')[0], 2, faults);
            var beside = (GroupsWorld)World(protocols, 2, faults);
            var choices = Choices(alone, schedule);
            alone.Reset();
            beside.Reset();
            foreach (var choice in choices)
            {
                moved += MoveTheOther(beside, ref rng);
                alone.Apply(choice);
                beside.Apply(choice);
                Steps(beside.Worlds[0]).ShouldBe(Steps(alone), $"schedule {schedule}, {Move.Of(choice.Kind)}");
            }
        }

        moved.ShouldBeGreaterThan(500);
    }

    private static IExploredWorld World(string protocol, int members, string faults)
    {
        var request = SharedGroupsTests.Request(protocol, faults, members);
        return request.NewWorld(request.Scenarios[0]);
    }

    private static IReadOnlyList<Choice> Choices(VsWorld world, int schedule)
    {
        var runner = new ScheduleRunner<IExploredWorld>(world, []);
        var rng = Rng.For(1, schedule);
        runner.Run(Portfolio.Create("portfolio"), ref rng, 10_000, static _ => true);
        return [.. runner.Choices];
    }

    /// <summary>A few of the transitions of the second group that must happen.</summary>
    private static int MoveTheOther(GroupsWorld world, ref Rng rng)
    {
        var (made, offers) = (0, new List<Offer>());
        for (var most = rng.Below(4); made < most; made++)
        {
            offers.Clear();
            world.OfferObligations(offers);
            offers.RemoveAll(static o => o.A < 256);
            if (offers.Count == 0)
            {
                break;
            }

            world.Apply(offers[rng.Below(offers.Count)].With(0));
        }

        return made;
    }

    private static List<string> Told(ReadOnlySpan<Observation> seen)
    {
        var told = new List<string>();
        foreach (ref readonly var o in seen)
        {
            if (o.Kind != ObservationKind.Elsewhere)
            {
                var what = o.What is Step step ? $"{step.Outcome.Rule.Id} {step.From.Control} {step.To.Control}" : "";
                told.Add($"{o.Kind} {o.Process?.Index} {o.View} {o.A} {o.B} {what}");
            }
        }

        return told;
    }

    private static List<(MemberId, Type, string, byte, byte)> Steps(VsWorld world) =>
        [.. world.Steps.Select(static s => (s.Process.Id, s.Outcome.GetType(), s.Outcome.Rule.Id, s.From.Control, s.To.Control))];
}
