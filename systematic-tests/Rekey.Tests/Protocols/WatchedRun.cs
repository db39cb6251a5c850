using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Mutants;
using Rekey.Worlds;
using Shouldly;

namespace Rekey.Tests.Protocols;

/// <summary>Runs a protocol's machine in a world and lets a test watch every step.</summary>
internal static class WatchedRun
{
    /// <summary>Runs one schedule with a watched machine; gives the number of its transitions. What the watcher throws comes out.</summary>
    public static int Explore(Scenario scenario, ulong seed, Func<IMachine, MemberState, PortEvent, IEntropy, Outcome> watched)
    {
        Exception? broken = null;
        var world = new VsWorld(scenario, new SymbolicBinding(Anywhere.Group), (inner, _) => new LambdaMachine(inner, (machine, state, input, entropy) =>
        {
            try
            {
                return watched(machine, state, input, entropy);
            }
            catch (Exception e)
            {
                broken = e;
                throw;
            }
        }));
        var runner = new ScheduleRunner<VsWorld>(world, []);
        var rng = new Rng(seed);
        var violations = runner.Run(Portfolio.Create("portfolio"), ref rng, 2_000, static _ => true);
        if (broken is not null)
        {
            throw new InvalidOperationException($"seed {seed}, step {runner.Choices.Count}: {broken.Message}", broken);
        }

        violations.ShouldBeEmpty();
        return runner.Choices.Count;
    }

    /// <summary>Entropy that begins where another stands.</summary>
    internal sealed class Position(MemberId owner, uint draws) : IEntropy
    {
        public MemberId Owner => owner;

        public uint Draws { get; private set; } = draws;

        public uint NextDraw() => Draws++;

        public void Fill(Span<byte> destination) => throw new InvalidOperationException("symbolic entropy has names, not bytes");
    }
}
