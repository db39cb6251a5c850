using Rekey.Core;
using Rekey.Explorer;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// As long as the adversary stays passive, no member rejects anything: what honest members send is acceptable where it arrives
/// (spec/properties.md, HonestAcceptance).
/// </summary>
public sealed class HonestAcceptance : IMonitor<VsWorld>, IDecidedBySituations
{
    /// <inheritdoc/>
    public string Property => Properties.HonestAcceptance;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Rejections;

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        if (world.WasAttacked)
        {
            return null;
        }

        foreach (ref readonly var step in world.StepSpan)
        {
            if (step.Outcome is Rejected rejected)
            {
                return $"{step.Process.Id} rejects a message of {rejected.Sender}: {rejected.Reason} ({rejected.Rule})";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent) => null;
}
