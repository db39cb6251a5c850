using Microsoft.Coyote.Actors;
using Rekey.Checking;
using Rekey.Coyote;
using Rekey.Coyote.Hosting;
using Rekey.Coyote.Specifications;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Mutants;
using Rekey.Worlds;

namespace Rekey.Coyote.EntryPoints;

/// <summary>
/// What <c>coyote test</c> runs: one schedule, in a scenario that Coyote chooses. It depends on Coyote's choices alone, so that <c>coyote replay</c> finds the
/// same again. Properties that the protocol is expected to fail are not objected to.
/// </summary>
internal sealed class EntryPoint : IStage
{
    private readonly CheckRequest request;

    private EntryPoint(CheckRequest request, IActorRuntime runtime)
    {
        this.request = request;
        var scenario = request.Scenarios.Count == 1 ? request.Scenarios[0] : request.Scenarios[runtime.RandomInteger(request.Scenarios.Count)];
        runtime.Logger.WriteLine($"<Scenario> {scenario.Protocol.Spec.Name}, members {scenario.Members}, faults {scenario.Faults}");
        (World, Specifications) = (request.NewWorld(scenario), new SpecificationSet(MonitorSet.Of(request.Protocol)));
    }

    /// <inheritdoc/>
    public IExploredWorld World { get; }

    /// <inheritdoc/>
    public SpecificationSet Specifications { get; }

    /// <inheritdoc/>
    public int Steps => request.Steps;

    /// <summary>Explores a protocol as <c>rekey check</c> does.</summary>
    /// <param name="runtime">Coyote's runtime for this schedule.</param>
    /// <param name="method">The name of the entry point: the protocol's, an underscore for each dash, two for a plus.</param>
    public static void Explore(IActorRuntime runtime, string method)
    {
        var protocol = Definitions.Find(NameOf(method));
        Start(runtime, new CheckRequest { Protocol = protocol, Scenarios = CheckRequest.DefaultScenarios(protocol, 1, CheckRequest.DefaultMembers) });
    }

    /// <summary>Explores a mutant in its own scenario, for the property that its bug is about.</summary>
    /// <param name="runtime">Coyote's runtime for this schedule.</param>
    /// <param name="method">The name of the entry point: the mutant's, an underscore for each dash.</param>
    public static void Hunt(IActorRuntime runtime, string method) =>
        Start(runtime, MutantHunt.Request(MutantRegistry.Find(NameOf(method)), CoyoteStrategy.InRequest(null), 1, 1));

    /// <summary>The name that an entry point stands for.</summary>
    public static string NameOf(string method) => method.Replace("__", "+", StringComparison.Ordinal).Replace('_', '-');

    /// <inheritdoc/>
    public bool Note(Violation violation, Run run) => request.Ends(violation);

    /// <inheritdoc/>
    public void Ended(bool quiescent)
    {
    }

    private static void Start(IActorRuntime runtime, CheckRequest request) => new FreeRun(new EntryPoint(request, runtime), runtime).Start();
}
