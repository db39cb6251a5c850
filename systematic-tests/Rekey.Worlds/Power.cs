using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Worlds.Environments;
using Rekey.Worlds.Faults;

namespace Rekey.Worlds;

/// <summary>A power of the active adversary (spec/model/adversary.md), within its budget: what it can do to a process, and how.</summary>
public abstract class Power(bool isOfMember = true) : ProcessFault(isOfMember)
{
    /// <inheritdoc/>
    public sealed override FaultKind Kind => FaultKind.Power;

    /// <inheritdoc/>
    public sealed override bool TouchesMembers => true;

    /// <summary>What a run is told to have reached when a machine rejects what the adversary played by this power; null where that is no goal of its own.</summary>
    public virtual string? RejectedGoal => null;

    /// <summary>In how many ways it can be used against a living process now.</summary>
    public abstract int Count(VsWorld world, Process victim);

    /// <summary>Those of these ways that differ: what a search tries.</summary>
    public virtual IEnumerable<int> Ways(VsWorld world, Process victim) => Enumerable.Range(0, Count(world, victim));

    /// <summary>Uses it in one of these ways.</summary>
    public abstract void Use(VsWorld world, Process victim, int option);

    /// <summary>Tells how it was used, in one line.</summary>
    public abstract string Tell(VsWorld world, Attack attack, Process victim);

    /// <inheritdoc/>
    public sealed override int Options<TStore>(TStore store, int process) => store.IsAlive(process) ? store.CountOf(this, process) : 0;

    /// <inheritdoc/>
    public sealed override void Apply<TStore>(TStore store, in Choice choice) => store.Use(this, choice.A, choice.Option);

    /// <inheritdoc/>
    public sealed override string Tell(VsWorld world, in Choice choice) => Tell(world, world.LastAttack!, world.Processes[choice.A]);

    /// <summary>What was played, and in whose name.</summary>
    protected static string What(VsWorld world, Attack attack, string preposition) =>
        $"{world.Binding.Describe(attack.Input.Envelope)}{preposition}{attack.Input.From}";

    /// <summary>Whose key it was signed with, if that is not the adversary's own.</summary>
    protected static string Signed(VsWorld world, Attack attack) =>
        attack.Key == default || attack.Key == world.Outsider.Id ? "" : $", signed with the key of {attack.Key}, which has left";
}
