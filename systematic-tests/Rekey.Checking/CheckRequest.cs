using Rekey.Core;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Layers;

namespace Rekey.Checking;

/// <summary>What to explore, and for how long.</summary>
public sealed record CheckRequest
{
    /// <summary>Groups of 1 to so many members are explored where nothing else is asked for.</summary>
    public const int DefaultMembers = 6;

    /// <summary>The protocol, or the layer.</summary>
    public required IDefinition Protocol { get; init; }

    /// <summary>The scenarios; schedule number i explores scenario i modulo their number.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>Name of a strategy, or <c>portfolio</c>.</summary>
    public string Strategy { get; init; } = "portfolio";

    /// <summary>Seed of the exploration.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>At most so many schedules.</summary>
    public long Schedules { get; init; } = long.MaxValue;

    /// <summary>At most so long; null for no limit.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>At most so many transitions per schedule.</summary>
    public int Steps { get; init; } = 10_000;

    /// <summary>How many workers; each has a world of its own.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Which part of the schedules is run; the bound on schedules is one on the number of all parts together.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>How many bytes may be live before the exploration stops for want of memory; null for what the machine allows.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Whether the secrecy monitors watch.</summary>
    public bool Secrecy { get; init; } = true;

    /// <summary>The monitors that judge what an exhaustive search comes to.</summary>
    public Func<IReadOnlyList<IMonitor<IExploredWorld>>> Monitors
    {
        get => field ?? (() => MonitorSet.Of(Protocol));
        init;
    }

    /// <summary>
    /// A property that does not say what its verdict rests on is searched together with what it remembers: at most so many pairs of a state and a memory, for each.
    /// </summary>
    public long Pairs { get; init; } = 2_000;

    /// <summary>Whether a second reading of the control table is fired in lockstep.</summary>
    public bool Lockstep { get; init; }

    /// <summary>Replaces the machine by a mutant; null for the protocol as it is.</summary>
    public Func<IMachine, SuiteBinding, IMachine>? Mutate { get; init; }

    /// <summary>Replaces the layer by a mutant; null for the layer as it is.</summary>
    public Func<ILayer, ILayer>? MutateLayer { get; init; }

    /// <summary>The property whose violation ends the exploration; null for any that the protocol is expected to have.</summary>
    public string? EndsOn { get; init; }

    /// <summary>Whether a bug of our own code ends the exploration too, whatever else does. A hunt for a mutant goes on: it looks for something else.</summary>
    public bool EndsOnBugs { get; init; } = true;

    /// <summary>Whether a violation ends the exploration.</summary>
    public bool Ends(Violation violation) => violation.Property == ScheduleRunner<IExploredWorld>.SpecificationProperty
        ? EndsOnBugs || EndsOn is null or ScheduleRunner<IExploredWorld>.SpecificationProperty
        : EndsOn is null ? Holds(violation.Property) : violation.Property == EndsOn;

    /// <summary>The exploration of one scenario.</summary>
    public static CheckRequest Of(Scenario scenario) => new() { Protocol = scenario.Protocol, Scenarios = [scenario] };

    /// <summary>A world of a scenario, with the mutant if there is one.</summary>
    public IExploredWorld NewWorld(Scenario scenario) =>
        scenario.Protocol is LayerDefinition layer ? layer.NewWorld(scenario, Mutate, MutateLayer) : new VsWorld(scenario, new SymbolicBinding(scenario.Groups[0]), Mutate);

    /// <summary>Whether a property is expected to hold for the protocol.</summary>
    public bool Holds(string property) => Protocol.Spec.Expectations.FirstOrDefault(e => e.Property == property)?.Expected != Expected.FailsAsExpected;

    /// <summary>Whether runs of some scenario can show anything of a property: of what is about an adversary with some power, none can where it has not that power.</summary>
    public bool IsAbout(string property) => PropertySet.Of([property]) is not [var fold]
        || Scenarios.DistinctBy(static s => s.Faults).Any(s => !s.HasKeys || fold.IsAbout(NewWorld(s).Setting));

    /// <summary>The scenarios that are worth checking for a protocol (<see cref="ScenarioMenu"/>), or those of one budget.</summary>
    public static IReadOnlyList<Scenario> DefaultScenarios(IDefinition protocol, int least, int most, string? faults = null) =>
        ScenarioMenu.Of(protocol, least, most, faults);
}
