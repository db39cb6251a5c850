using Rekey.Core;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>Maps every concrete step to a step of the abstract <see cref="RekeyService"/> or to a stutter (spec/properties.md, Refinement).</summary>
public sealed class Refinement : CommitWatcher, IDecidedBySituations
{
    private readonly RekeyService service = new();

    /// <inheritdoc/>
    public override string Property => Properties.Refinement;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Installs | Situations.Holds | Situations.Commits;

    /// <inheritdoc/>
    public override void Reset() => service.Reset();

    /// <inheritdoc/>
    public override string? AfterStep(VsWorld world)
    {
        foreach (ref readonly var happened in world.EventSpan)
        {
            if (happened.Kind == EventKind.Installed && service.Install(happened.View!.View, happened.Process!.Id) == Simulation.Refused)
            {
                return service.Refusal;
            }
        }

        return base.AfterStep(world);
    }

    /// <inheritdoc/>
    protected override string? OnHeld(VsWorld world, Process process, EpochKey key) =>
        service.Hold(process.Id, key.Epoch, key.Key) == Simulation.Refused ? service.Refusal : null;

    /// <inheritdoc/>
    protected override string? OnCommitted(VsWorld world, Process process, EpochKey key) =>
        service.Use(process.Id, key.Epoch, key.Key) == Simulation.Refused ? service.Refusal : null;
}
