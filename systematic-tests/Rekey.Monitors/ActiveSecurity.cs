using Rekey.Core;
using Rekey.Explorer;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>Nothing that the active adversary plays moves a member, at once or after it was deferred (spec/properties.md, ActiveSecurity).</summary>
public sealed class ActiveSecurity : IMonitor<VsWorld>
{
    /// <inheritdoc/>
    public string Property => Properties.ActiveSecurity;

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        if (!world.WasAttacked)
        {
            return null;
        }

        foreach (ref readonly var step in world.StepSpan)
        {
            if (step is { Hostile: true, Outcome: Moved moved })
            {
                var played = (Received)step.Input;
                return $"{step.Process.Id} acts on what the adversary played, {world.Binding.Describe(played.Envelope)} in the name of {played.From} ({moved.Rule})";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent) => null;
}
