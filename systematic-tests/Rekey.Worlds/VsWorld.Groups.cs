using Rekey.Core;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds;

/// <summary>What the world of one group is asked where its processes are in several (<see cref="Groups.GroupsWorld"/>).</summary>
public sealed partial class VsWorld
{
    /// <summary>The machine of this group.</summary>
    internal IMachine Machine => machine;

    /// <summary>Nothing happens in this group; what happened in the last transition is past.</summary>
    internal void Rest()
    {
        steps.Clear();
        log.Clear();
        LastCuts.Clear();
        Adversary.Last = null;
    }

    /// <summary>Takes note of a step that a process's machine made for this group.</summary>
    internal void Take(Process process, LayerStep step)
    {
        acting = process;
        observe(step.Before, step.Input, step.Outcome);
    }

    /// <summary>A process that is in other groups comes into this one, in a component.</summary>
    internal void Enter(MemberId id, int component)
    {
        Rest();
        Transitions++;
        Struck(Move.Of<Faults.Join>(), component);
        VirtualSynchronyEnvironment.Strike(Store, component);
        Start(id, Parted[component]);
    }

    /// <summary>The randomness of a process: one source, however many groups it is in.</summary>
    private IEntropy EntropyFor(MemberId id)
    {
        if (seat is not null)
        {
            return seat.EntropyFor(id);
        }

        var entropy = Binding.EntropyFor(id);
        return Scenario.Start.Draws > 0 && id != OutsiderName ? new LateEntropy(entropy, Scenario.Start.Draws) : entropy;
    }
}
