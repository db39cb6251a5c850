using System.Diagnostics;
using Microsoft.Coyote;
using Microsoft.Coyote.Actors;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;
using Rekey.CoyoteHost.Hosting;
using Rekey.CoyoteHost.Specifications;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Monitors.Checking;
using Rekey.Worlds;

namespace Rekey.CoyoteHost;

/// <summary>Explores one scenario under Coyote until an unexpected violation is found, or schedules or time are spent.</summary>
internal sealed class Campaign
{
    // An actor's turn has one scheduling point, and one more for each actor that it wakes; waking, starting and ending cost about two each.
    private const int PointsPerStep = 8;
    private const int PointsPerRun = 1_000;

    private readonly SortedDictionary<string, Finding> findings = new(StringComparer.Ordinal);
    private readonly Stopwatch clock = new();
    private Run? current;
    private long schedules;
    private long steps;
    private long unfinished;
    private bool judged;

    private Campaign(CheckRequest request)
    {
        Request = request;
        World = new VsWorld(request.Scenarios[0], new SymbolicBinding(Scenario.Group), request.Mutate);
        Specifications = new SpecificationSet(request.Secrecy ? MonitorSet.All() : MonitorSet.WithoutSecrecy());
    }

    /// <summary>What is explored: one scenario, with one of <see cref="CoyoteStrategy.Names"/> as its strategy.</summary>
    public CheckRequest Request { get; }

    /// <summary>The world; one schedule after the other runs in it.</summary>
    public VsWorld World { get; }

    /// <summary>The properties.</summary>
    public SpecificationSet Specifications { get; }

    /// <summary>Explores.</summary>
    /// <param name="request">What to explore. Coyote runs one schedule at a time, so the number of workers says nothing here.</param>
    public static CampaignReport Run(CheckRequest request) => new Campaign(request).RunAll();

    /// <summary>Notes a violation.</summary>
    /// <returns>Whether it ends the campaign.</returns>
    public bool Note(Violation violation, Run run)
    {
        findings.TryAdd(violation.Property, new Finding(violation, World.Scenario, schedules - 1, [.. run.Choices]));
        judged |= Request.Ends(violation);
        return Request.Ends(violation);
    }

    /// <summary>A schedule came to its end, at rest or at the bound on transitions; not one that a violation or Coyote's own bound ended.</summary>
    public void Ended(Run run, bool quiescent)
    {
        Debug.Assert(ReferenceEquals(run, current), "one schedule at a time");
        judged |= quiescent;
    }

    private CampaignReport RunAll()
    {
        var configuration = CoyoteStrategy.Configure(Request.Strategy, Configuration.Create())
            .WithTestingIterations((uint)Math.Min(Request.Schedules, uint.MaxValue))
            .WithRandomGeneratorSeed((uint)Request.Seed)
            .WithMaxSchedulingSteps((uint)((Request.Steps * PointsPerStep) + PointsPerRun))
            .WithTraceAnalysisEnabled(false)
            .WithPotentialDeadlocksReportedAsBugs(false)
            .WithTelemetryEnabled(false);
        using var engine = TestingEngine.Create(configuration, (Action<IActorRuntime>)Begin);
        engine.RegisterEndIterationCallBack(_ => EndSchedule(engine));
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.Error));
        var processor = Environment.CpuUsage.TotalTime;
        clock.Start();
        engine.Run();
        clock.Stop();
        processor = Environment.CpuUsage.TotalTime - processor;
        var found = findings.Values.Any(f => Request.Ends(f.Violation));
        var objection = engine.TestReport.NumOfFoundBugs > 0 && !found ? string.Join(" ", engine.TestReport.BugReports) : null;
        return new CampaignReport(schedules, steps, unfinished, clock.Elapsed, processor, findings, objection);
    }

    private void Begin(IActorRuntime runtime)
    {
        schedules++;
        Silence(runtime);
        judged = false;
        current = new Run(this, runtime);
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

    private void EndSchedule(TestingEngine engine)
    {
        steps += current!.Choices.Count;
        unfinished += judged ? 0 : 1;
        foreach (var property in findings.Keys)
        {
            if (!Request.Holds(property))
            {
                Specifications.Drop(property);
            }
        }

        if (Request.Time is { } time && clock.Elapsed >= time)
        {
            engine.Stop();
        }
    }
}
