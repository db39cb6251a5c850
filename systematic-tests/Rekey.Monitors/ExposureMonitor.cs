using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Observing;

namespace Rekey.Monitors;

/// <summary>
/// A property that asks, at the end of a run, what an adversary can derive who was shown a process and heard all traffic. It declares nothing: a search decides it
/// by construction, or not at all.
/// </summary>
/// <param name="ledger">Shared by the properties of one run.</param>
public abstract class ExposureMonitor(SecrecyLedger ledger) : Fold
{
    /// <inheritdoc/>
    public override uint Wants => ledger.Wants | ledger.Exposures.Wants;

    /// <summary>Whether the process's long-term keys are shown with its state.</summary>
    protected abstract bool ShowsLongTermKeys { get; }

    /// <summary>Who was exposed.</summary>
    protected Exposures Exposed => ledger.Exposures;

    /// <inheritdoc/>
    public override bool IsAbout(RunSetting setting) => setting.IsExposed;

    /// <inheritdoc/>
    public override void Reset() => ledger.Reset();

    /// <inheritdoc/>
    public override string? Look(IObservedRun run)
    {
        if (run.Setting.IsExposed)
        {
            ledger.Look(run);
            ledger.Exposures.Look(run);
        }

        return null;
    }

    /// <summary>Whether the key of an epoch must be safe from who was shown a process.</summary>
    /// <param name="exposure">What was shown.</param>
    /// <param name="epoch">An epoch of a view that the process is in.</param>
    protected abstract bool MustBeSafe(Exposure exposure, Epoch epoch);

    /// <inheritdoc/>
    protected override string? OnEnd(bool quiescent)
    {
        foreach (var exposure in Exposed.All)
        {
            if (Judge(exposure, ledger) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    /// <summary>What is wrong with what one exposure gives away; null where nothing is.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="secrets">What there is to give away.</param>
    protected virtual string? Judge(Exposure exposure, SecrecyLedger secrets)
    {
        Knowledge? known = null;
        foreach (var (key, view) in secrets.Epochs)
        {
            if (view.Contains(exposure.Process.Id) && MustBeSafe(exposure, key.Epoch) && (known ??= KnownBy(exposure)).Derives((Term)key.Key))
            {
                return $"whoever is shown {What(exposure)} can derive {key.Key}, the group key of {key.Epoch} {view}";
            }
        }

        return null;
    }

    /// <summary>What whoever is shown a process can work out, with all traffic. The object is reused.</summary>
    protected Knowledge KnownBy(Exposure exposure)
    {
        var (terms, id) = (Setting.Terms, exposure.Process.Id);
        return ledger.Given(Run, ShowsLongTermKeys ? [.. exposure.State, terms.ChannelKey(id), terms.SigningKey(id)] : exposure.State);
    }

    /// <summary>What is shown, for people.</summary>
    protected string What(Exposure exposure)
    {
        var when = exposure.Left ? "after it left" : exposure.View is { } view ? $"in view {view}" : "before its first view";
        return ShowsLongTermKeys ? $"{exposure.Process.Id} {when}" : $"the state of {exposure.Process.Id} {when}";
    }
}
