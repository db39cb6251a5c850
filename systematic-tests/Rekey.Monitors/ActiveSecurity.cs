using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>Nothing that the active adversary plays moves a member, at once or after it was deferred (spec/properties.md, ActiveSecurity).</summary>
public sealed class ActiveSecurity : Fold
{
    /// <inheritdoc/>
    public override string Name => Properties.ActiveSecurity;

    /// <inheritdoc/>
    public override bool IsAbout(RunSetting setting) => setting.IsAttacked;

    /// <inheritdoc/>
    public override void Reset()
    {
    }

    /// <inheritdoc/>
    protected override string? OnStepped(Step step)
    {
        if (step is not { Hostile: true, Outcome: Moved moved })
        {
            return null;
        }

        var played = (Received)step.Input;
        return $"{step.Process.Id} acts on what the adversary played, {Setting.Describe(played.Envelope)} in the name of {played.From} ({moved.Rule})";
    }
}
