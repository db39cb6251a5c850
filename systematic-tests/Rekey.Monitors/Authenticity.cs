using Rekey.Core;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors;

/// <summary>
/// Every committed key was chosen, in its view, by the member whom the protocol designates there (spec/properties.md, Authenticity).
/// The chooser is whoever held the key before everybody else.
/// </summary>
public sealed class Authenticity : CommitWatcher
{
    private readonly Dictionary<CryptoValue, (Process Chooser, ViewId View)> chosen = [];

    /// <inheritdoc/>
    public override string Property => Properties.Authenticity;

    /// <inheritdoc/>
    public override void Reset() => chosen.Clear();

    /// <inheritdoc/>
    protected override string? OnHeld(VsWorld world, Process process, EpochKey key)
    {
        chosen.TryAdd(key.Key, (process, key.Epoch.View));
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnCommitted(VsWorld world, Process process, EpochKey key)
    {
        OnHeld(world, process, key);
        var (chooser, view) = chosen[key.Key];
        var designated = world.Scenario.Protocol.Designated(process.State);
        return chooser.Id == designated && view == key.Epoch.View
            ? null
            : $"{process.Id} uses for {key.Epoch} a key first held by {chooser.Id} in view {view}; {designated} had to choose it in {key.Epoch.View}";
    }
}
