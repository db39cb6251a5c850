using Rekey.Checking;
using Rekey.Checking.ClientTraces;
using Rekey.Monitors.GroupCommunication;
using Rekey.Mutants;
using Rekey.Worlds;
using Rekey.Worlds.Layers;
using Shouldly;
using Xunit;

namespace Rekey.Tests.ClientTraces;

/// <summary>What clients see of our own runs is accepted, and of a layer with something wrong it is not.</summary>
public sealed class ExportTests
{
    /// <summary>At both of its ports: what it rests on, and what it makes of that.</summary>
    [Theory]
    [InlineData("Flush", GroupModel.Vs, 300)]
    [InlineData("Flush", GroupModel.Evs, 300)]
    [InlineData("P", GroupModel.Vs, 100)]
    [InlineData("Layered-P", GroupModel.Vs, 60)]
    [InlineData("Stack", GroupModel.Vs, 300)]
    [InlineData("Stack", GroupModel.Evs, 300)]
    [InlineData("Stack-P", GroupModel.Vs, 60)]
    public void Logs_of_sampled_runs_are_accepted(string name, GroupModel model, int runs)
    {
        var protocol = Definitions.Find(name);
        var request = new CheckRequest { Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 2, 4), Seed = 7 };
        var decided = new Dictionary<string, long>();
        foreach (var log in Logs.Sampled(request, model, runs))
        {
            var said = Logs.Accept(model, log);
            said.Breach.ShouldBeNull(log);
            foreach (var (property, asked) in said.Answers)
            {
                decided[property] = decided.GetValueOrDefault(property) + (asked ?? 1);
            }
        }

        // Our layers send in FIFO order, so that there is nothing in their logs that is causal, agreed or safe.
        string[] idle = [nameof(CausalOrder), nameof(AgreedOrder), nameof(SafeDelivery), nameof(TransitionalSet), nameof(SelfDelivery)];
        decided.Where(static d => d.Value == 0).Select(static d => d.Key).Except(idle).ShouldBeEmpty();
        (decided[nameof(TransitionalSet)] > 0).ShouldBe(model == GroupModel.Evs);
    }

    public static TheoryData<string> LayerMutants() => [.. MutantRegistry.All.Where(static m => Definitions.Find(m.Protocol) is LayerDefinition { IsOfClients: true }).Select(static m => m.Name)];

    /// <summary>Where a mistake is one that clients can see, their logs are rejected, by the clause that it breaks; where only a run at rest shows it, none is.</summary>
    [Theory]
    [MemberData(nameof(LayerMutants))]
    public void Logs_of_a_mutant_are_rejected_by_the_clause_that_it_breaks(string name)
    {
        var mutant = MutantRegistry.Find(name);
        var scenario = Definitions.ScenarioOf(Definitions.Find(mutant.Protocol), mutant.Members, mutant.Faults) with { Start = mutant.Start };
        var request = mutant.In(CheckRequest.Of(scenario)) with { Seed = 3 };
        var first = Logs.Sampled(request, GroupModel.Vs, mutant.RejectedBy is null ? 500 : 60_000)
            .Select(static l => Logs.Accept(GroupModel.Vs, l).Breach).FirstOrDefault(static b => b is not null);

        first?.Clause.Id.ShouldBe(mutant.RejectedBy);
        (first is null).ShouldBe(mutant.RejectedBy is null);
    }
}
