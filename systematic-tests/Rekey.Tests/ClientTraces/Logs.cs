using System.Text;
using Rekey.Checking;
using Rekey.Checking.ClientTraces;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Monitors.GroupCommunication;
using Rekey.Worlds;

namespace Rekey.Tests.ClientTraces;

/// <summary>Logs to accept or to reject.</summary>
internal static class Logs
{
    /// <summary>The first line of each.</summary>
    public const string Header = """{"format":"rekey-client-trace/1"}""";

    /// <summary>Reads logs, each a file.</summary>
    public static ClientTrace Read(params string[] logs)
    {
        var reader = new ClientTraceReader();
        for (var i = 0; i < logs.Length; i++)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(logs[i]));
            reader.Add($"{(char)('A' + i)}", stream);
        }

        return reader.ToTrace();
    }

    /// <summary>Reads lines below a header.</summary>
    public static ClientTrace Lines(params string[] lines) => Read(string.Join('\n', [Header, .. lines]));

    /// <summary>What is said of a log.</summary>
    public static Acceptance Accept(GroupModel model, params string[] logs) => Acceptor.Accept(Read(logs), model);

    /// <summary>Logs of sampled runs.</summary>
    public static IEnumerable<string> Sampled(CheckRequest request, GroupModel model, int runs)
    {
        for (var i = 0; i < runs; i++)
        {
            var world = request.NewWorld(request.Scenarios[i % request.Scenarios.Count]);
            var log = new ClientTraceWriter(model, world.Scenario.Groups[0]);
            var rng = Rng.For(request.Seed, i);
            new ScheduleRunner<IExploredWorld>(world, [new Watch(log)]).Run(Portfolio.Create(Portfolio.Names[i % Portfolio.Names.Count]), ref rng, 2_000, static _ => false);
            yield return log.ToString();
        }
    }

    private sealed class Watch(ClientTraceWriter log) : IMonitor<IExploredWorld>
    {
        public string Property => "log";

        public void Reset()
        {
        }

        public string? AfterStep(IExploredWorld world)
        {
            log.Look(world);
            return null;
        }

        public string? AtEnd(IExploredWorld world, bool quiescent) => null;
    }
}
