using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Explorer.Strategies;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>What a fold remembers, as one number (spec/model/exploration.md, "By construction").</summary>
public sealed class MemoryHashTests
{
    public static TheoryData<string> Properties() => [.. PropertySet.All().Select(static f => f.Name)];

    [Fact]
    public void What_is_equal_in_content_is_equal_and_lists_have_an_order_that_sets_and_dictionaries_have_not()
    {
        Hash(new Memory { List = [1, 2], Set = [1, 2], Map = { [1] = "a", [2] = "b" } }).ShouldBe(Hash(new Memory { List = [1, 2], Set = [2, 1], Map = { [2] = "b", [1] = "a" } }));
        Hash(new Memory { List = [1, 2] }).ShouldNotBe(Hash(new Memory { List = [2, 1] }));
        Hash(new Memory { Map = { [1] = "a", [2] = "b" } }).ShouldNotBe(Hash(new Memory { Map = { [1] = "b", [2] = "a" } }));
        Hash(new Memory { Set = [1] }).ShouldNotBe(Hash(new Memory { Set = [1, 2] }));
    }

    [Fact]
    public void What_only_saves_work_does_not_count() => Hash(new Memory { Cache = 1 }).ShouldBe(Hash(new Memory { Cache = 2 }));

    /// <summary>What a run was like is forgotten before the next: whoever forgot to forget would judge it by another run.</summary>
    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_that_was_reset_remembers_nothing(string name)
    {
        var (fold, fresh) = (PropertySet.Of([name]).Single(), PropertySet.Of([name]).Single());
        foreach (var protocol in new[] { "P", "O", "TGDH" })
        {
            var scenario = new Scenario(ProtocolRegistry.Find(protocol), 4, FaultBudget.Parse("crash=1,leave=1,refresh=1,send=2,withhold=2,replay=1,depth=2"));
            var runner = new ScheduleRunner<VsWorld>(new VsWorld(scenario, new SymbolicBinding(Anywhere.Group)), MonitorSet.Watching([fold]));
            for (var schedule = 0; schedule < 20; schedule++)
            {
                var rng = Rng.For(1, schedule);
                runner.Run(Portfolio.Create("portfolio"), ref rng, 2_000, static _ => false);
            }
        }

        fold.Reset();
        fresh.Reset();
        Hash(fold).ShouldBe(Hash(fresh));
    }

    /// <summary>Runs that differ in what observations to come could show are told apart; fewer pairs would mean that some were not.</summary>
    [Theory]
    [InlineData("crash=1,depth=1", 3, 991)]
    [InlineData("send=1,refresh=1,depth=1", 2, 128)]
    public void A_scope_has_so_many_pairs_of_a_state_and_what_VirtualSynchrony_remembers(string faults, int members, int pairs)
    {
        var scenario = new Scenario(ProtocolRegistry.Find("P"), members, FaultBudget.Parse(faults));
        var result = new ProductSearch(scenario, new VirtualSynchrony()).Run(5_000, new ExhaustiveRequest());

        (result.Holds, result.Pairs).ShouldBe((true, pairs));
    }

    private static UInt128 Hash(Fold fold) => MemoryHash.Of(fold);

    private sealed class Memory : Fold
    {
        [Derived]
        private int cache;

        public override string Name => nameof(Memory);

        public List<int> List { get; init; } = [];

        public HashSet<int> Set { get; init; } = [];

        public Dictionary<int, string> Map { get; } = [];

        public int Cache
        {
            get => cache;
            set => cache = value;
        }

        public override void Reset() => cache = 0;
    }
}
