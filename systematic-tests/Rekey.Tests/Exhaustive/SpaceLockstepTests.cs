using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Monitors;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>The space of states makes the same moves as the world that schedules are sampled in: both are walked side by side.</summary>
public class SpaceLockstepTests
{
    public static TheoryData<string, int, string> Cases
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (var protocol in ProtocolRegistry.All)
            {
                data.Add(protocol.Spec.Name, 3, "crash=1,leave=1,join=1,partition=1,merge=1,refresh=1,send=2,depth=2");
                data.Add(protocol.Spec.Name, 4, "partition=2,merge=2,crash=1,recover=1,send=1,depth=3");
            }

            data.Add("P", 3, string.Join(',', VsSpace.Searched.Select(static f => $"{f.Word}=1").Append("depth=2")));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_space_offers_what_the_world_offers_at_every_step(string protocol, int members, string faults)
    {
        var scenario = new Scenario(ProtocolRegistry.Find(protocol), members, FaultBudget.Parse(faults));
        var space = new VsSpace(scenario);
        var expander = space.NewExpander();
        var world = new VsWorld(scenario, new SymbolicBinding(Anywhere.Group));
        var successors = new Successors(space.Width);
        var steps = 0;
        for (var schedule = 0; schedule < 60; schedule++)
        {
            var rng = Rng.For(7, schedule);
            world.Reset();
            var state = new int[space.Width];
            space.Initial(state);
            while (true)
            {
                successors.Clear();
                expander.Expand(state, successors);
                var offered = Offered(world);
                Enumerable.Range(0, successors.Count).Select(i => Text(successors[i].Choice, successors[i].Optional)).Order().ShouldBe(offered);
                if (successors.Obligatory == 0)
                {
                    space.IsLive(state).ShouldBe(new Liveness().End(world, quiescent: true) is null);
                }

                if (successors.Count == 0)
                {
                    break;
                }

                var pick = rng.Below(successors.Count);
                successors[pick].Broken.ShouldBeNull();
                world.Apply(successors[pick].Choice);
                successors.StateOf(pick).CopyTo(state);
                steps++;
            }
        }

        steps.ShouldBeGreaterThan(500);
    }

    private static IReadOnlyList<string> Offered(VsWorld world)
    {
        var offers = new List<Offer>();
        world.Offers(offers);
        return [.. offers.SelectMany(static o => Enumerable.Range(0, o.Options).Select(i => Text(o.With(i), o.Optional))).Order()];
    }

    private static string Text(Choice choice, bool optional) => $"{(Move)choice.Kind} {choice.A} {choice.B} {choice.Option} {optional}";
}
