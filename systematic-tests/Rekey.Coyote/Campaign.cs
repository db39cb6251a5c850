using System.Diagnostics;
using Microsoft.Coyote;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;
using Rekey.Checking;
using Rekey.Coyote;
using Rekey.Coyote.Hosting;
using Rekey.Coyote.Specifications;
using Rekey.Explorer;
using Rekey.Explorer.Cycles;
using Rekey.Monitors;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Coyote;

/// <summary>Many schedules of one request, until an unexpected violation is found, or schedules or time are spent.</summary>
internal sealed class Campaign : IStage
{
    // An actor's turn has one scheduling point, and one more for each actor that it wakes; waking, starting and ending cost about two each.
    private const int PointsPerStep = 8;
    private const int PointsPerRun = 1_000;

    private readonly CheckRequest request;
    private readonly CancellationToken cancel;
    private readonly Action<long, double>? progress;
    private readonly IReadOnlyList<IExploredWorld> worlds;
    private readonly Coverage coverage = new();
    private readonly Goals goals = new();
    private readonly SortedDictionary<string, Finding> findings = new(StringComparer.Ordinal);
    private readonly Stopwatch clock = new();
    private Run? current;
    private CheckReport done;
    private bool judged;
    private bool cutOff;

    public Campaign(CheckRequest request, CancellationToken cancel, Action<long, double>? progress)
    {
        (this.request, this.cancel, this.progress) = (request with { Workers = 1 }, cancel, progress);
        worlds = [.. request.Scenarios.Select(s => request.NewWorld(s))];
        Specifications = new SpecificationSet(
        [
            .. MonitorSet.Of(request.Protocol, request.Secrecy), new FoldMonitor(coverage), .. Goals.AreOf(request.Protocol) ? [new FoldMonitor(goals)] : Array.Empty<FoldMonitor>(),
        ]);
        done = new CheckReport { Request = this.request, Findings = findings, Coverage = coverage, Goals = goals };
    }

    /// <inheritdoc/>
    public IExploredWorld World => worlds[(int)((done.Schedules - 1) % worlds.Count)];

    /// <inheritdoc/>
    public SpecificationSet Specifications { get; }

    /// <inheritdoc/>
    public int Steps => request.Steps;

    /// <inheritdoc/>
    public bool Note(Violation violation, Run run)
    {
        findings.TryAdd(violation.Property, new Finding(violation, World.Scenario, done.Schedules - 1, [.. run.Choices]));
        judged |= request.Ends(violation) || violation.Property == ScheduleRunner<IExploredWorld>.SpecificationProperty;
        return request.Ends(violation);
    }

    /// <inheritdoc/>
    public void Ended(bool quiescent) => (judged, cutOff) = (judged || quiescent, !quiescent);

    /// <summary>Explores.</summary>
    public CheckReport Run()
    {
        var configuration = CoyoteStrategy.Configure(request.Strategy, CoyoteProcess.Configure(request.Seed))
            .WithTestingIterations((uint)Math.Min(request.Schedules, uint.MaxValue))
            .WithMaxSchedulingSteps((uint)((request.Steps * PointsPerStep) + PointsPerRun));
        using var engine = TestingEngine.Create(configuration, (Action<IActorRuntime>)Begin);
        engine.RegisterEndIterationCallBack(_ => EndSchedule(configuration));
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.Error));
        clock.Start();
        engine.Run();
        clock.Stop();
        progress?.Invoke(done.Schedules, 1);
        if (engine.TestReport.NumOfFoundBugs > 0 && !findings.Values.Any(f => request.Ends(f.Violation)))
        {
            throw new InvalidOperationException($"Coyote objects: {string.Join(" ", engine.TestReport.BugReports)}");
        }

        foreach (var finding in findings.Values)
        {
            Confirm(finding);
        }

        return done with
        {
            Elapsed = clock.Elapsed, Interrupted = cancel.IsCancellationRequested, OutOfTime = clock.Elapsed >= request.Time && done.Schedules < request.Schedules,
        };
    }

    private void Begin(IActorRuntime runtime)
    {
        done = done with { Schedules = done.Schedules + 1 };
        Silence(runtime);
        (judged, cutOff) = (false, false);
        current = new FreeRun(this, runtime);
        current.Start();
    }

    /// <summary>
    /// Coyote keeps a text of all events of a schedule, and formats each. Nobody reads it here, and it costs more than the monitors do. Its log gives way
    /// to another one of its kind, and that one can be removed.
    /// </summary>
    private static void Silence(IActorRuntime runtime)
    {
        var log = new ActorRuntimeLogTextFormatter();
        runtime.RegisterLog(log);
        runtime.RemoveLog(log);
    }

    private void EndSchedule(Configuration configuration)
    {
        done = done with
        {
            Steps = done.Steps + current!.Choices.Count,
            ViewChanges = done.ViewChanges + World.ViewChanges,
            DeepestCascade = Math.Max(done.DeepestCascade, World.DeepestCascade),
            Unfinished = done.Unfinished + (judged ? 0 : 1),
        };

        // A run that was cut off is not judged; but what comes behind it may never come to rest.
        if (cutOff && !findings.ContainsKey(Properties.Liveness) && new LivelockFinder(World, request.Steps).Find([.. current.Choices]) is { } cycle)
        {
            findings.Add(Properties.Liveness, Finding.Of(cycle, World.Scenario, done.Schedules - 1));
        }

        foreach (var property in findings.Keys.Where(p => !request.Holds(p)))
        {
            Specifications.Drop(property);
        }

        var time = request.Time is { } limit ? clock.Elapsed / limit : 0;
        progress?.Invoke(done.Schedules, Math.Min(1, Math.Max(time, (double)done.Schedules / request.Schedules)));
        if (time >= 1 || cancel.IsCancellationRequested || findings.Values.Any(f => request.Ends(f.Violation)))
        {
            // The engine's own stop would leave its thread at work behind it.
            configuration.WithTestingIterations(0);
        }
    }

    /// <summary>What was found under Coyote is the explorer's too: the same choices end there with the same property, words and step.</summary>
    private void Confirm(Finding finding)
    {
        var runner = new ScheduleRunner<IExploredWorld>(request.NewWorld(finding.Scenario), MonitorSet.Of(request.Protocol));
        if (finding.LoopFrom is not null)
        {
            // The explorer itself found it, behind a run of Coyote's.
            return;
        }

        var seen = runner.Replay(finding.Choices, v => v.Property == finding.Violation.Property).FirstOrDefault(v => v.Property == finding.Violation.Property);
        if (seen != finding.Violation)
        {
            throw new InvalidOperationException($"without Coyote the run ends with {seen?.ToString() ?? "no violation"}, under it with {finding.Violation}");
        }
    }
}
