using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Tests.Worlds.Traces;

/// <summary>A world driven by hand, with what the narrator says of each step.</summary>
internal sealed class NarratedRun(int members, string faults = "none")
{
    public WorldBench Bench { get; } = new(members, faults);

    /// <summary>What the narrator says of the last transition.</summary>
    public TraceStep Last => Narrator.Tell(Bench.World, Bench.Log[^1], Bench.Log.Count);

    /// <summary>A run with a transition of every kind, told step by step.</summary>
    public static TraceDocument WithEveryMove()
    {
        var run = new NarratedRun(3, string.Join(',', Fault.OfViews.Select(static f => $"{f.Word}=1")));
        var (bench, steps) = (run.Bench, new List<TraceStep>());
        Action[] faults =
        [
            () => bench.Do(Move.Refresh, "m1"), () => bench.Do(Move.Replay, "m3"), () => bench.Do(Move.Forge, "m3"),
            () => bench.Do(Move.Alter, "m3"), () => bench.Do(Move.Transplant, "m3"),
            () => bench.Split("m1 m2", "m3"), () => bench.Do(Move.Merge, 0), () => bench.Join("m1"), () => bench.Do(Move.Crash, "m1"),
            () => bench.Do(Move.Recover, "m1"), () => bench.Do(Move.Leave, "m2"),
        ];
        Rest();
        bench.Do(Move.Send, "m2");
        steps.Add(run.Last);
        bench.Do(Move.Withhold, "m3");
        steps.Add(run.Last);
        Rest();
        foreach (var fault in faults)
        {
            fault();
            steps.Add(run.Last);
            Rest();
        }

        // Those that are not told yet, wherever they are possible.
        foreach (var fault in Fault.OfViews.Where(f => bench.World.Store.Left(f) > 0))
        {
            bench.Do(fault, bench.Offers(fault)[0].A);
            steps.Add(run.Last);
            Rest();
        }

        var origin = new TraceScenario("P", null, 3, bench.World.Scenario.Faults.ToString(), "by hand", 0, 0);
        return new TraceDocument(
            TraceDocument.CurrentFormat, origin, [.. bench.World.Processes.Select(static p => p.Id.ToString())], steps, new TraceVerdict(null, "", 0));

        void Rest()
        {
            while (bench.Offers().Find(static o => !o.Optional) is { Options: > 0 } offer)
            {
                bench.Do((Move)offer.Kind, offer.A, offer.B);
                steps.Add(run.Last);
            }
        }
    }
}
