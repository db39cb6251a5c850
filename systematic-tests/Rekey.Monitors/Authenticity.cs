using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>
/// Every committed key was chosen, in its view, by the member whom the protocol designates there (spec/properties.md, Authenticity).
/// The chooser is whoever held the key before everybody else. A key that is agreed instead has a share of everybody who must contribute, and of
/// nobody who was never a member.
/// </summary>
public sealed class Authenticity : Fold, IDecidedBySituations
{
    private readonly Dictionary<CryptoValue, (MemberId Chooser, ViewId View)> chosen = [];

    /// <inheritdoc/>
    public override string Name => Properties.Authenticity;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Commits;

    /// <inheritdoc/>
    public override void Reset() => chosen.Clear();

    /// <inheritdoc/>
    protected override string? OnHeld(Subject process, EpochKey key)
    {
        chosen.TryAdd(key.Key, (process.Id, key.Epoch.View));
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        OnHeld(process, key);
        if (Setting.Protocol.Contributors is { } contributors)
        {
            return Unshared(process, key, contributors(state));
        }

        var (chooser, view) = chosen[key.Key];
        var designated = Setting.Protocol.Designated(state);
        return chooser == designated && view == key.Epoch.View
            ? null
            : $"{process.Id} uses for {key.Epoch} a key first held by {chooser} in view {view}; {designated} had to choose it in {key.Epoch.View}";
    }

    private string? Unshared(Subject process, EpochKey key, IReadOnlyList<MemberId> contributors)
    {
        var owners = Secrets.OwnersOf((Term)key.Key);
        foreach (var contributor in contributors)
        {
            if (!owners.Contains(contributor))
            {
                return $"{process.Id} uses for {key.Epoch} a key in which {contributor} has no share";
            }
        }

        return owners.Contains(Setting.Outsider) ? $"{process.Id} uses for {key.Epoch} a key in which the outsider has a share" : null;
    }
}
