using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;
using Rekey.Runs;
using Rekey.Spec.Shared;

namespace Rekey.KeyTrees.Runs;

/// <summary>What a member committed last: tree and keys belong together and change together (K-17).</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Keys">The keys that the member holds of it: those of its path, or all where it is the server.</param>
/// <param name="IsServer">Whether the member made the tree as its server.</param>
public sealed record KeyRing(KeyTree Tree, IReadOnlyDictionary<KeyName, CryptoValue> Keys, bool IsServer = false) : Kept
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Tree is Branch root ? root.Name.Fingerprint : 0;
}

/// <summary>A member's path in the tree that it kept; empty for a newcomer (K-01).</summary>
/// <param name="Path">From the root down.</param>
public sealed record ToldPath(ImmutableArray<PathStep> Path) : Told
{
    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = (ulong)Path.Length + 1;
            foreach (var step in Path)
            {
                hash = Core.Fingerprint.Mix(hash, Core.Fingerprint.Mix(step.Name.Fingerprint, step.Position));
            }

            return hash;
        }
    }
}

/// <summary>A run that is open at a member.</summary>
/// <param name="Epoch">The run.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Due">Numbers of the new keys that the member must hold in the end.</param>
/// <param name="Keys">The new keys that it holds, by number.</param>
/// <param name="Seen">Indexes of the plan's messages that it has sent or received.</param>
/// <param name="Collected">Ciphertexts that it will pass on.</param>
public sealed record TreeRun(
    Epoch Epoch,
    Plan Plan,
    MemberSet Due,
    ImmutableArray<CryptoValue?> Keys,
    MemberSet Seen,
    ImmutableArray<(Wrap Wrap, CryptoValue Ciphertext)> Collected) : OpenRun(Epoch)
{
    /// <inheritdoc/>
    public override CryptoValue? GroupKey(ICipherSuite suite) => Keys[0];

    /// <summary>A key by name, new in this run or kept; null where the member does not hold it.</summary>
    public CryptoValue? KeyOf(KeyName name, KeyRing? kept) => KeyOf(name, kept, Keys);

    /// <summary>A key by name, where the new keys of this run are those given.</summary>
    public CryptoValue? KeyOf(KeyName name, KeyRing? kept, ImmutableArray<CryptoValue?> fresh) => name.Epoch == Epoch
        ? (name.Number < fresh.Length ? fresh[(int)name.Number] : null)
        : kept?.Keys.GetValueOrDefault(name);

    /// <summary>Whether a member holds all that it must hold and has sent all that it must send (K-16).</summary>
    public override bool IsComplete(MemberId self)
    {
        for (var i = 0; i < Keys.Length; i++)
        {
            if (Due.Contains(i) && Keys[i] is null)
            {
                return false;
            }
        }

        for (var i = 0; i < Plan.Transmissions.Length; i++)
        {
            if (Plan.Transmissions[i].From == self && !Seen.Contains(i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether all of some messages were sent or received.</summary>
    public bool HasSeen(ImmutableArray<int> messages)
    {
        foreach (var message in messages)
        {
            if (!Seen.Contains(message))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Epoch.Fingerprint, Seen.Fingerprint);
            foreach (var key in Keys)
            {
                hash = Core.Fingerprint.Mix(hash, key?.Fingerprint ?? 0);
            }

            foreach (var branch in Plan.Tree.Branches())
            {
                hash = Core.Fingerprint.Mix(hash, branch.Name.Fingerprint);
            }

            return hash;
        }
    }
}

/// <summary>A member's state in the key-tree protocols.</summary>
public sealed record TreeMember : RunMember<KeyRing, TreeRun>
{
    /// <inheritdoc/>
    public override RunState State => (RunState)Control;

    /// <summary>What it committed last, in this view or an earlier one; null for a newcomer.</summary>
    public KeyRing? Ring => Kept;
}
