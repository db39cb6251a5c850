using Rekey.Checking;
using Rekey.Checking.ClientTraces;
using Rekey.Explorer;
using Rekey.Monitors.GroupCommunication;
using Rekey.Reports.Replaying;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.ClientTraces;

/// <summary>Runs a recorded trace again, and writes what its clients see as a log.</summary>
public static class RunLog
{
    /// <summary>The log.</summary>
    /// <param name="replay">The trace.</param>
    /// <param name="model">The port at which the clients are looked at.</param>
    /// <exception cref="FormatException">Nothing crosses that port: a rekey protocol alone stands on no layer, and a daemon's is another.</exception>
    public static string Of(Replay replay, GroupModel model)
    {
        var request = Replay.RequestOf(replay.Recorded, replay.Mutant);
        if (model == GroupModel.Evs && (request.Scenarios[0].HasKeys || request.Protocol is not Worlds.Layers.LayerDefinition))
        {
            throw new FormatException($"scenario.protocol is '{replay.Recorded.Scenario.Protocol}'; expected a layer over extended virtual synchrony without a rekey protocol, or --model vs");
        }

        if (request.Protocol is Worlds.Layers.LayerDefinition { IsOfClients: false })
        {
            throw new FormatException($"scenario.protocol is '{replay.Recorded.Scenario.Protocol}'; expected a layer of clients, or a rekey protocol");
        }

        var world = request.NewWorld(request.Scenarios[0]);
        var log = new ClientTraceWriter(model, request.Scenarios[0].Groups[0]);
        new ScheduleRunner<IExploredWorld>(world, []).Replay(TraceJson.Choices(replay.Recorded), static _ => false, _ => log.Look(world));
        return log.ToString();
    }
}
