using System.Runtime.ExceptionServices;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;
using Rekey.Checking;
using Rekey.Core;
using Rekey.Coyote.Hosting;
using Rekey.Coyote.Specifications;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Worlds;

namespace Rekey.Coyote;

/// <summary>Runs recorded choices again, made by actors under Coyote: whatever engine found them.</summary>
public static class CoyoteReplay
{
    /// <summary>Runs choices; the answer is that of <see cref="ScheduleRunner{TWorld}.Replay"/>.</summary>
    /// <param name="request">The exploration that the run is of: its scenario, and the mutant if there is one.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="ends">Which violations end the run.</param>
    /// <returns>What the run violates, each property once.</returns>
    /// <exception cref="InvalidChoiceException">A choice is not enabled; the message names the step.</exception>
    public static IReadOnlyList<Violation> Run(CheckRequest request, IReadOnlyList<Choice> choices, Predicate<Violation> ends)
    {
        var stage = new Stage(request.NewWorld(request.Scenarios[0]), MonitorSet.Of(request.Protocol), ends);
        return CoyoteProcess.Alone(() => Follow(stage, choices));
    }

    private static IReadOnlyList<Violation> Follow(Stage stage, IReadOnlyList<Choice> choices)
    {
        FollowedRun? run = null;

        // Each choice is two scheduling points, and the start of an actor some more. Only one actor is ever enabled, so the strategy says nothing.
        var configuration = CoyoteProcess.Configure(0).WithRandomStrategy().WithMaxSchedulingSteps((uint)(1_000 + (20 * choices.Count)));
        using var engine = TestingEngine.Create(configuration, (Action<IActorRuntime>)(runtime => (run = new FollowedRun(stage, runtime, choices)).Start()));
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.Error));
        engine.Run();
        if (run?.Refused is { } refused)
        {
            ExceptionDispatchInfo.Throw(refused);
        }

        return engine.TestReport.NumOfFoundBugs == 0 || stage.IsEnded
            ? stage.Violations
            : throw new InvalidOperationException($"Coyote objects: {string.Join(" ", engine.TestReport.BugReports)}");
    }

    private sealed class Stage(IExploredWorld world, IReadOnlyList<IMonitor<IExploredWorld>> monitors, Predicate<Violation> ends) : IStage
    {
        private readonly List<Violation> violations = [];

        public IExploredWorld World => world;

        public SpecificationSet Specifications { get; } = new(monitors);

        public int Steps => int.MaxValue;

        public IReadOnlyList<Violation> Violations => violations;

        /// <summary>Whether a violation was seen that ends the run.</summary>
        public bool IsEnded => violations.Exists(ends);

        public bool Note(Violation violation, Run run)
        {
            if (violations.Exists(v => v.Property == violation.Property))
            {
                return false;
            }

            violations.Add(violation);
            return ends(violation);
        }

        public void Ended(bool quiescent)
        {
        }
    }
}
