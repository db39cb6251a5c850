using System.Diagnostics;
using Rekey.Checking.SecondReading;
using Rekey.Explorer;
using Rekey.Explorer.Cycles;
using Rekey.Explorer.Strategies;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Checking;

/// <summary>Explores a protocol on several workers and gathers what they found.</summary>
public sealed class Checker
{
    private readonly CheckRequest request;
    private readonly Worker[] workers;
    private readonly CancellationTokenSource stop;
    private readonly CancellationTokenSource timeIsUp = new();
    private readonly Bound bound;
    private readonly Tickets tickets = new();
    private readonly Stopwatch clock = new();
    private readonly CancellationTokenSource abort = new();
    private bool outOfMemory;

    private Checker(CheckRequest request, CancellationToken cancel)
    {
        request = request with { Workers = Math.Max(1, request.Workers) };
        this.request = request;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeIsUp.Token);
        bound = new Bound(request.Schedules);
        workers = [.. Enumerable.Range(0, request.Workers).Select(_ => new Worker(request, tickets, bound, stop, abort.Token))];
    }

    /// <summary>
    /// Explores until the schedules or the time are spent, an unexpected violation is found, or it is cancelled. What a schedule does depends on
    /// the seed and its number alone, so a bound on schedules gives the same report with any number of workers. Where a violation ends the
    /// exploration, what is found is the same too, up to the first schedule that violates; but other workers may have run, and counted, later ones.
    /// Where memory runs out, what was done until then is reported.
    /// </summary>
    /// <param name="request">What to explore.</param>
    /// <param name="cancel">Stops the exploration; what was done is reported.</param>
    /// <param name="progress">Is told, several times a second, how many schedules were run and what part of the bound that is.</param>
    public static CheckReport Run(CheckRequest request, CancellationToken cancel = default, Action<long, double>? progress = null)
    {
        var checker = new Checker(request, cancel);
        return checker.RunAll(cancel, progress);
    }

    private CheckReport RunAll(CancellationToken cancel, Action<long, double>? progress)
    {
        clock.Start();
        if (request.Time is { } time)
        {
            timeIsUp.CancelAfter(time);
        }

        if (workers.Length == 1 && progress is null && request.MemoryBytes is null)
        {
            workers[0].Run();
        }
        else
        {
            var memory = new MemoryWatch(request.MemoryBytes);
            var threads = workers.Select(w => new Thread(w.Run, 16 << 20) { IsBackground = true, Name = "explorer" }).ToList();
            threads.ForEach(t => t.Start());
            while (!threads.TrueForAll(t => t.Join(progress is null ? 200 : 40)))
            {
                if (memory.IsShort())
                {
                    // The schedules that run now may be what takes it all: they are not waited for, and do not count.
                    outOfMemory = true;
                    stop.Cancel();
                    abort.Cancel();
                }

                var done = workers.Sum(w => w.Schedules);
                progress?.Invoke(done, Part(done));
            }
        }

        progress?.Invoke(workers.Sum(w => w.Schedules), 1);
        return Gather(cancel.IsCancellationRequested);
    }

    private double Part(long done) => Math.Min(1, Math.Max(
        request.Schedules == long.MaxValue ? 0 : (double)done * request.Shard.Of / request.Schedules,
        request.Time is { } time ? clock.Elapsed / time : 0));

    private CheckReport Gather(bool interrupted)
    {
        foreach (var worker in workers)
        {
            worker.Failure?.Throw();
        }

        var (coverage, goals) = (new Coverage(), new Goals());
        var findings = new SortedDictionary<string, Finding>(StringComparer.Ordinal);
        foreach (var worker in workers)
        {
            coverage.Add(worker.Coverage);
            goals.Add(worker.Goals);
            foreach (var (property, finding) in worker.Findings)
            {
                if (finding.Schedule < bound.Schedules && (!findings.TryGetValue(property, out var other) || finding.Schedule < other.Schedule))
                {
                    findings[property] = finding;
                }
            }
        }

        return new CheckReport
        {
            Request = request,
            Schedules = workers.Sum(w => w.Schedules),
            Steps = workers.Sum(w => w.Steps),
            ViewChanges = workers.Sum(w => w.ViewChanges),
            DeepestCascade = workers.Max(w => w.DeepestCascade),
            Unfinished = workers.Sum(w => w.Unfinished),
            Elapsed = clock.Elapsed,
            Interrupted = interrupted,
            OutOfMemory = outOfMemory || workers.Any(w => w.OutOfMemory),

            // What ended the run says so, and not another clock, by which the time may not be up yet.
            OutOfTime = timeIsUp.IsCancellationRequested && request.Shard.ScheduleAt(tickets.Taken, request.Scenarios.Count) < bound.Schedules,
            Shards = ShardSet.Only(request.Shard),
            Findings = findings,
            Coverage = coverage,
            Goals = goals,
        };
    }

    /// <summary>How many schedules there are to run. A violation that ends the exploration lowers it: those before it are still run.</summary>
    private sealed class Bound(long schedules)
    {
        private long schedules = schedules;

        public long Schedules => Volatile.Read(ref schedules);

        public void EndAfter(long index)
        {
            for (var seen = Schedules; index + 1 < seen; seen = Schedules)
            {
                Interlocked.CompareExchange(ref schedules, index + 1, seen);
            }
        }
    }

    /// <summary>
    /// Hands out schedules one by one: scenarios take very different times, so that fixed shares would leave one core idle in the end. And a run
    /// that time ends has made the first so many schedules, without gaps.
    /// </summary>
    private sealed class Tickets
    {
        private long next = -1;

        /// <summary>How many were handed out; each of them is run.</summary>
        public long Taken => Volatile.Read(ref next) + 1;

        public long Take() => Interlocked.Increment(ref next);
    }

    /// <summary>One thread, with a world of its own for each scenario.</summary>
    private sealed class Worker(CheckRequest request, Tickets tickets, Bound bound, CancellationTokenSource stop, CancellationToken abort)
    {
        private readonly Strategy strategy = Portfolio.Create(request.Strategy);
        private readonly List<IMonitor<IExploredWorld>> monitors = [];
        private long schedules;

        public Coverage Coverage { get; } = new();

        public Goals Goals { get; } = new();

        public Dictionary<string, Finding> Findings { get; } = [];

        public long Schedules => Volatile.Read(ref schedules);

        public long Steps { get; private set; }

        public long ViewChanges { get; private set; }

        public int DeepestCascade { get; private set; }

        public long Unfinished { get; private set; }

        public bool OutOfMemory { get; private set; }

        public System.Runtime.ExceptionServices.ExceptionDispatchInfo? Failure { get; private set; }

        public void Run()
        {
            try
            {
                Explore();
            }
            catch (OutOfMemoryException)
            {
                // The schedule that took too much is lost, and with this worker's worlds its memory is free again; all stop and report.
                OutOfMemory = true;
                stop.Cancel();
            }
            catch (Exception e)
            {
                // A thread must not take the process down: the caller's thread reports it.
                Failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e);
                stop.Cancel();
            }
        }

        private void Explore()
        {
            monitors.AddRange(
            [
                .. MonitorSet.Of(request.Protocol, request.Secrecy), .. MonitorSet.OnRequest(request.Lockstep ? Lockstep.CalledBy : null, request.Protocol),
                new FoldMonitor(Coverage), .. Goals.AreOf(request.Protocol) ? [new FoldMonitor(Goals)] : Array.Empty<FoldMonitor>(),
            ]);
            var runners = request.Scenarios
                .Select(s => new ScheduleRunner<IExploredWorld>(request.NewWorld(s), monitors))
                .ToArray();
            while (!stop.IsCancellationRequested)
            {
                var index = request.Shard.ScheduleAt(tickets.Take(), runners.Length);
                if (index >= bound.Schedules)
                {
                    break;
                }

                var runner = runners[index % runners.Length];
                var rng = Rng.For(request.Seed, index);
                var violations = runner.Run(strategy, ref rng, request.Steps, request.Ends, abort);
                if (abort.IsCancellationRequested)
                {
                    break;
                }

                Record(runner, index, violations);
            }
        }

        private void Record(ScheduleRunner<IExploredWorld> runner, long index, IReadOnlyList<Violation> violations)
        {
            Volatile.Write(ref schedules, schedules + 1);
            Steps += runner.Choices.Count;
            ViewChanges += runner.World.ViewChanges;
            DeepestCascade = Math.Max(DeepestCascade, runner.World.DeepestCascade);
            Unfinished += runner.CutOff ? 1 : 0;
            foreach (var violation in violations)
            {
                Note(new Finding(violation, runner.World.Scenario, index, [.. runner.Choices]));
            }

            // A run that was cut off is not judged; but what comes behind it may never come to rest.
            if (runner.CutOff && !Findings.ContainsKey(Properties.Liveness)
                && new LivelockFinder(runner.World, request.Steps).Find([.. runner.Choices]) is { } cycle)
            {
                Note(Finding.Of(cycle, runner.World.Scenario, index));
            }
        }

        private void Note(Finding finding)
        {
            if (Findings.TryAdd(finding.Violation.Property, finding))
            {
                // A property that is expected to fail needs to be seen to fail once.
                monitors.RemoveAll(m => m.Property == finding.Violation.Property && !request.Holds(m.Property));
            }

            if (request.Ends(finding.Violation))
            {
                bound.EndAfter(finding.Schedule);
            }
        }
    }
}
