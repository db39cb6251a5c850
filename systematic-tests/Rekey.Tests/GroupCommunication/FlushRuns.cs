using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.GroupCommunication.Flush;
using Rekey.Monitors;
using Rekey.Monitors.GroupCommunication;
using Rekey.Observing;
using Rekey.Worlds;
using Rekey.Worlds.Evs;

namespace Rekey.Tests.GroupCommunication;

/// <summary>Clients with the flush layer, or one like it, explored over extended virtual synchrony.</summary>
internal static class FlushRuns
{
    private const int StepBound = 4000;

    /// <summary>Everything at once.</summary>
    public static readonly EvsScenario Stormy = new(3, new Dictionary<EvsMove, int>
    {
        [EvsMove.Join] = 1, [EvsMove.Leave] = 1, [EvsMove.Crash] = 1, [EvsMove.Partition] = 2, [EvsMove.Merge] = 2, [EvsMove.Send] = 6,
    });

    /// <summary>The properties that virtual synchrony's users rest on.</summary>
    public static IReadOnlyList<Fold> Properties() => [new VirtualSynchrony(), new MembershipPrecision(), new DeliveryTermination(), new OneSignal()];

    /// <summary>Runs schedules until a property objects; null where none does.</summary>
    public static (Violation Violation, int Schedule)? Explore(ILayer layer, EvsScenario scenario, int schedules, ulong seed, Action<EvsWorld>? after = null)
    {
        var runner = new ScheduleRunner<EvsWorld>(new EvsWorld(scenario, layer), [.. Properties().Select(static f => new FoldMonitor(f))]);
        Strategy[] strategies = [new RandomStrategy(), new FairStrategy(), new PctStrategy(3)];
        for (var i = 0; i < schedules; i++)
        {
            var rng = Rng.For(seed, i);
            if (runner.Run(strategies[i % strategies.Length], ref rng, StepBound, static _ => true) is [var violation, ..])
            {
                return (violation, i + 1);
            }

            if (runner.CutOff)
            {
                return (new Violation("Rest", $"no rest within {StepBound} steps", StepBound), i + 1);
            }

            after?.Invoke(runner.World);
        }

        return null;
    }
}
