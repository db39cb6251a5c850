using Rekey.Checking;
using Rekey.Mutants;
using Rekey.Worlds;
using Rekey.Worlds.Evs;

namespace Rekey.Tests.GroupCommunication;

/// <summary>Clients with the flush layer, explored over extended virtual synchrony.</summary>
internal static class FlushRuns
{
    /// <summary>Everything at once.</summary>
    public const string Stormy = "join=1,leave=1,crash=1,partition=2,merge=2,send=6,depth=6";

    /// <summary>A scenario of three clients.</summary>
    public static Scenario Of(string faults, int members = 3) => Definitions.ScenarioOf(Definitions.Find("Flush"), members, faults);

    /// <summary>A world, at its beginning.</summary>
    public static EvsWorld World(string faults, int members = 3)
    {
        var world = new EvsWorld(Of(faults, members));
        world.Reset();
        return world;
    }

    /// <summary>Explores.</summary>
    public static CheckReport Explore(long schedules, ulong seed, params Scenario[] scenarios) => Checker.Run(new CheckRequest
    {
        Protocol = scenarios[0].Protocol, Scenarios = scenarios, Schedules = schedules, Seed = seed, Steps = 4_000,
    });
}
