using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Monitors.Exhaustive;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Monitors;

/// <summary>
/// Every committed key was chosen, in its view, by the member whom the protocol designates there (spec/properties.md, Authenticity).
/// The chooser is whoever held the key before everybody else. A key that is agreed instead has a share of everybody who must contribute, and of
/// nobody who was never a member.
/// </summary>
public sealed class Authenticity : CommitWatcher, IDecidedBySituations
{
    private readonly Dictionary<CryptoValue, (Process Chooser, ViewId View)> chosen = [];

    /// <inheritdoc/>
    public override string Property => Properties.Authenticity;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits;

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
        if (world.Scenario.Protocol.Contributors is { } contributors)
        {
            return Unshared(world, process, key, contributors(process.State));
        }

        var (chooser, view) = chosen[key.Key];
        var designated = world.Scenario.Protocol.Designated(process.State);
        return chooser.Id == designated && view == key.Epoch.View
            ? null
            : $"{process.Id} uses for {key.Epoch} a key first held by {chooser.Id} in view {view}; {designated} had to choose it in {key.Epoch.View}";
    }

    private static string? Unshared(VsWorld world, Process process, EpochKey key, IReadOnlyList<MemberId> contributors)
    {
        var owners = Secrets.OwnersOf((Term)key.Key);
        foreach (var contributor in contributors)
        {
            if (!owners.Contains(contributor))
            {
                return $"{process.Id} uses for {key.Epoch} a key in which {contributor} has no share";
            }
        }

        return owners.Contains(world.Outsider.Id) ? $"{process.Id} uses for {key.Epoch} a key in which the outsider has a share" : null;
    }
}
