using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>
/// As long as the adversary stays passive, no member rejects anything: what honest members send is acceptable where it arrives
/// (spec/properties.md, HonestAcceptance).
/// </summary>
public sealed class HonestAcceptance : Fold, IDecidedBySituations
{
    private bool attacked;

    /// <inheritdoc/>
    public override string Name => Properties.HonestAcceptance;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Rejections;

    /// <inheritdoc/>
    public override void Reset() => attacked = false;

    /// <inheritdoc/>
    protected override string? OnAttacked(Subject victim, Attack attack)
    {
        attacked = true;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnStepped(Step step) => !attacked && step.Outcome is Rejected rejected
        ? $"{step.Process.Id} rejects a message of {rejected.Sender}: {rejected.Reason} ({rejected.Rule})"
        : null;
}
