using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>What is kept (TGDH-02).</summary>
/// <param name="Tree">The tree, with the blinded keys of all nodes but the root, and the keys of the member's path below it.</param>
public sealed record TgdhFoundation(KeyNode Tree) : Foundation
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Tree.Fingerprint;

    /// <inheritdoc/>
    public override int? TreeHeight => Tree.Height;
}

/// <summary>An open run of TGDH.</summary>
/// <param name="Trees">By component, the trees that have been announced; empty in a run of one component.</param>
/// <param name="Tree">The tree of the view; until all components' trees are there, that of the member's own component.</param>
/// <param name="IsWhole">Whether it is the tree of the view.</param>
/// <param name="Ahead">What is still to be announced, earlier rounds first.</param>
public sealed record TgdhAgreement(ImmutableArray<KeyNode?> Trees, KeyNode Tree, bool IsWhole, ImmutableArray<Announcement> Ahead) : Agreement
{
    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(IsWhole ? 1UL : 0, Tree.Fingerprint);
            foreach (var tree in Trees)
            {
                hash = Core.Fingerprint.Mix(hash, tree?.Fingerprint ?? 0);
            }

            foreach (var announcement in Ahead)
            {
                hash = Core.Fingerprint.Mix(hash, announcement.Fingerprint);
            }

            return hash;
        }
    }
}
