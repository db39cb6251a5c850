using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>Maps every concrete step to a step of the abstract <see cref="RekeyService"/> or to a stutter (spec/properties.md, Refinement).</summary>
public sealed class Refinement : Fold, IDecidedBySituations
{
    private readonly RekeyService service = new();

    /// <inheritdoc/>
    public override string Name => Properties.Refinement;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Installs | Situations.Holds | Situations.Commits;

    /// <inheritdoc/>
    public override void Reset() => service.Reset();

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members) =>
        service.Install(view, process.Id) == Simulation.Refused ? service.Refusal : null;

    /// <inheritdoc/>
    protected override string? OnHeld(Subject process, EpochKey key) =>
        service.Hold(process.Id, key.Epoch, key.Key) == Simulation.Refused ? service.Refusal : null;

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state) =>
        service.Use(process.Id, key.Epoch, key.Key) == Simulation.Refused ? service.Refusal : null;
}
