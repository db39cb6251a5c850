using Rekey.Checking;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Observing;
using Rekey.Worlds;
using Rekey.Worlds.Layers;
using Shouldly;
using Xunit;

namespace Rekey.Tests.GroupCommunication;

/// <summary>What right layers say to each other, none of them rejects: of rekey protocols that is a property (HonestAcceptance), of layers this asks it.</summary>
public sealed class HonestLayersTests
{
    public static TheoryData<string> Layers() => [.. LayerDefinition.All.Where(static l => l.Rekeying is null).Select(static l => l.Spec.Name)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_rejects_nothing_that_its_own_kind_says(string name) =>
        CheckRequest.DefaultScenarios(Definitions.Find(name), 1, 4).SelectMany(static s => RejectionsIn(CheckRequest.Of(s), runs: 40)).ShouldBeEmpty();

    /// <summary>A token that is old by its own count, and new by one that has a single bit.</summary>
    [Fact]
    public void A_layer_that_says_something_wrong_is_rejected_by_others()
    {
        var mutant = MutantRegistry.Find("ordering-arq-modulo-2");
        RejectionsIn(mutant.In(CheckRequest.Of(Definitions.ScenarioOf(Definitions.Find(mutant.Protocol), mutant.Members, mutant.Faults))), runs: 200).ShouldNotBeEmpty();
    }

    private static IEnumerable<string> RejectionsIn(CheckRequest request, int runs)
    {
        var world = request.NewWorld(request.Scenarios[0]);
        List<Offer> offers = [];
        for (ulong run = 1; run <= (ulong)runs; run++)
        {
            var rng = new Rng(run);
            world.Reset();
            for (var step = 0; step < 400; step++)
            {
                offers.Clear();
                world.Offers(offers);
                if (offers.Count == 0)
                {
                    break;
                }

                var offer = offers[rng.Below(offers.Count)];
                world.Apply(offer.With(rng.Below(offer.Options)));
                foreach (var rejected in Rejected(world))
                {
                    yield return $"run {run} of {request.Scenarios[0].Faults}: {rejected}";
                }
            }
        }
    }

    private static List<string> Rejected(IExploredWorld world)
    {
        List<string> all = [];
        foreach (ref readonly var seen in world.Observations)
        {
            if (seen is { Kind: ObservationKind.Stepped, What: Step { Outcome: Rejected rejected } step })
            {
                all.Add($"{step.Process.Id} rejects a message of {rejected.Sender}: {rejected.Reason} ({rejected.Rule})");
            }
        }

        return all;
    }
}
