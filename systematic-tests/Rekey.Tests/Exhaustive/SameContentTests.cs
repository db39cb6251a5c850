using Rekey.Core;
using Rekey.Explorer;
using Rekey.GroupCommunication.Ordering;
using Rekey.Observing;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>
/// A search goes on from one of the worlds that have the same content (<see cref="IExploredWorld.Content"/>), and not from the others: they must have the same
/// transitions, which show the same and lead to worlds that have the same content again.
/// </summary>
public sealed class SameContentTests
{
    [Theory]
    [InlineData("Flush", 2, "crash=1,leave=1,depth=1")]
    [InlineData("Flush", 3, "crash=2,depth=1")]
    [InlineData("Flush", 2, "send=2")]
    [InlineData("Flush", 2, "partition=1,merge=1,depth=1")]
    [InlineData("Groups", 2, "leave=1,join=1,depth=1")]
    [InlineData("Groups", 2, "send=2")]
    [InlineData("Groups", 3, "crash=1,partition=1,depth=2")]
    [InlineData("Groups", 2, "partition=1,merge=1,send=1,depth=1")]
    [InlineData("Ordering", 2, "send=1,lose=1")]
    [InlineData("Stack", 1, "crash=1,join=1,depth=1")]
    [InlineData("Stack", 2, "leave=1,send=1")]
    public void Worlds_with_the_same_content_have_the_same_future(string name, int members, string faults)
    {
        var scenario = Definitions.ScenarioOf(Definitions.Find(name), members, faults) with { Start = RunStart.Parse("group=formed") };
        var world = NewWorld(scenario);
        var (known, open, met) = (new Dictionary<UInt128, (List<Choice> Way, Dictionary<Choice, (UInt128 Shown, UInt128 After)> Future)>(), new Queue<List<Choice>>(), 0);
        open.Enqueue([]);
        while (open.TryDequeue(out var way) && known.Count < 20_000)
        {
            var content = At(world, way);
            var future = FutureOf(world, way);
            if (known.TryGetValue(content, out var other))
            {
                met++;
                future.ShouldBe(other.Future, $"{string.Join(' ', way)} and {string.Join(' ', other.Way)}");
                continue;
            }

            known.Add(content, (way, future));
            foreach (var choice in future.Keys)
            {
                open.Enqueue([.. way, choice]);
            }
        }

        met.ShouldBeGreaterThan(0);
    }

    private static IExploredWorld NewWorld(Scenario scenario) => Checking.CheckRequest.Of(scenario).NewWorld(scenario);

    private static UInt128 At(IExploredWorld world, List<Choice> way)
    {
        world.Reset();
        way.ForEach(c => world.Apply(c));
        return world.Content();
    }

    private static Dictionary<Choice, (UInt128 Shown, UInt128 After)> FutureOf(IExploredWorld world, List<Choice> way)
    {
        List<Offer> offers = [];
        world.Offers(offers);
        var future = new Dictionary<Choice, (UInt128 Shown, UInt128 After)>();
        foreach (var choice in offers.SelectMany(o => world.WaysOf(o).Select(o.With)).ToList())
        {
            At(world, way);
            world.Apply(choice);
            var shown = new List<object?>();
            foreach (ref readonly var seen in world.Observations)
            {
                // What a step and a mailbox hold is in the content after it; a token counts rounds without end, and no property reads them.
                shown.AddRange([seen.Kind, seen.Process, seen.View, seen.A, seen.B, seen.What is Step or Mailbox or Arrived { Body: Token } or SendTo { Body: Token } ? null : seen.What]);
            }

            future.Add(choice, (way.Count == 0 ? 0 : MemoryHash.OfAll(shown), world.Content()));
        }

        return future;
    }
}
