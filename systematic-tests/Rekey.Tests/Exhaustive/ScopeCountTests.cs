using System.Text.Json;
using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer.Exhaustive;
using Rekey.Tests.Architecture;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>The counts that the specification states are those that a search gives (spec/generated/scopes.md).</summary>
public class ScopeCountTests
{
    private const int MostStates = 6_000;

    public static TheoryData<string, int, string, long, long, long> Small
    {
        get
        {
            var data = new TheoryData<string, int, string, long, long, long>();
            using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "spec/scopes.json")));
            foreach (var scope in file.RootElement.GetProperty("scopes").EnumerateArray())
            {
                var states = scope.GetProperty("states").GetInt64();
                if (states <= MostStates && scope.GetProperty("reduction").GetString() == "none")
                {
                    data.Add(
                        scope.GetProperty("protocol").GetString()!, scope.GetProperty("members").GetInt32(), scope.GetProperty("faults").GetString()!,
                        states, scope.GetProperty("transitions").GetInt64(), scope.GetProperty("atRest").GetInt64());
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void A_small_scope_has_the_stated_counts(string protocol, int members, string faults, long states, long transitions, long atRest)
    {
        var result = Search(protocol, members, faults, new SpaceOptions());
        result.End.ShouldBe(SearchEnd.Complete);
        (result.States, result.Transitions, result.AtRest).ShouldBe((states, transitions, atRest));
    }

    [Fact]
    public void There_are_small_scopes_of_every_protocol() =>
        Small.Select(static row => row[0]).Distinct().Count().ShouldBeGreaterThanOrEqualTo(13);

    // What Spin counts in the Promela twin of P; spec/promela/compare compares again.
    [Theory]
    [InlineData(2, "none", 8)]
    [InlineData(3, "none", 24)]
    [InlineData(4, "none", 80)]
    [InlineData(2, "crash=1", 16)]
    [InlineData(3, "crash=1", 57)]
    [InlineData(4, "crash=1", 204)]
    [InlineData(2, "crash=1,depth=1", 56)]
    [InlineData(2, "crash=1,depth=2", 56)]
    [InlineData(2, "crash=1,depth=3", 56)]
    [InlineData(2, "crash=2,depth=1", 60)]
    [InlineData(2, "crash=2,depth=2", 61)]
    [InlineData(2, "crash=2,depth=3", 61)]
    [InlineData(3, "crash=1,depth=1", 425)]
    [InlineData(3, "crash=1,depth=2", 425)]
    [InlineData(3, "crash=1,depth=3", 425)]
    [InlineData(3, "crash=2,depth=1", 596)]
    [InlineData(3, "crash=2,depth=2", 1053)]
    [InlineData(3, "crash=2,depth=3", 1053)]
    [InlineData(3, "crash=3,depth=1", 608)]
    [InlineData(3, "crash=3,depth=2", 1066)]
    [InlineData(3, "crash=3,depth=3", 1067)]
    [InlineData(4, "crash=1,depth=1", 3807)]
    [InlineData(4, "crash=1,depth=2", 3807)]
    [InlineData(4, "crash=1,depth=3", 3807)]
    [InlineData(4, "crash=2,depth=1", 5543)]
    [InlineData(4, "crash=2,depth=2", 13490)]
    [InlineData(4, "crash=2,depth=3", 13490)]
    [InlineData(4, "crash=3,depth=1", 6748)]
    [InlineData(4, "crash=3,depth=2", 16132)]
    [InlineData(4, "crash=3,depth=3", 20549)]
    [InlineData(4, "crash=4,depth=1", 6783)]
    [InlineData(4, "crash=4,depth=2", 16172)]
    [InlineData(4, "crash=4,depth=3", 20590)]
    [InlineData(5, "crash=1,depth=1", 37939)]
    public void Functional_states_of_P_are_as_many_as_those_of_its_Promela_twin(int members, string faults, long states) =>
        Search("P", members, faults, new SpaceOptions { Histories = false }).States.ShouldBe(states);

    private static SearchResult Search(string protocol, int members, string faults, SpaceOptions options)
    {
        var scenario = new Scenario(ProtocolRegistry.Find(protocol), members, FaultBudget.Parse(faults));
        return ExhaustiveCheck.Run(new CheckRequest { Protocol = scenario.Protocol, Scenarios = [scenario], Pairs = 0 }, new ExhaustiveRequest(), options).Result;
    }
}
