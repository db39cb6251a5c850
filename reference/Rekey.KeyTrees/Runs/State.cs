using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.Termination;
using Rekey.KeyTrees.Trees;
using Rekey.Spec.Shared;

namespace Rekey.KeyTrees.Runs;

/// <summary>What a member committed last: tree and keys belong together and change together (K-17).</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Keys">The keys that the member holds of it: those of its path, or all where it is the server.</param>
/// <param name="IsServer">Whether the member made the tree as its server.</param>
public sealed record KeyRing(KeyTree Tree, IReadOnlyDictionary<KeyName, CryptoValue> Keys, bool IsServer = false);

/// <summary>A run that is open at a member.</summary>
/// <param name="Epoch">The run.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Due">Numbers of the new keys that the member must hold in the end.</param>
/// <param name="Keys">The new keys that it holds, by number.</param>
/// <param name="Seen">Indexes of the plan's messages that it has sent or received.</param>
/// <param name="Collected">Ciphertexts that it will pass on.</param>
public sealed record OpenRun(
    Epoch Epoch,
    Plan Plan,
    MemberSet Due,
    ImmutableArray<CryptoValue?> Keys,
    MemberSet Seen,
    ImmutableArray<(Wrap Wrap, CryptoValue Ciphertext)> Collected)
{
    /// <summary>Whether a member holds all that it must hold and has sent all that it must send (K-16).</summary>
    public bool IsComplete(MemberId self)
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

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint
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
public sealed record TreeMember : GroupMember
{
    /// <summary>What it committed last, in this view or an earlier one; null for a newcomer.</summary>
    public KeyRing? Ring { get; init; }

    /// <summary>At the leader of a new view: the reported paths, by place; default where none came yet.</summary>
    public ImmutableArray<ImmutableArray<PathStep>> Reports { get; init; } = [];

    /// <summary>The open run; null where none is open.</summary>
    public OpenRun? Open { get; init; }

    /// <summary>A key by name, new in the open run or kept from the ring; null where the member does not hold it.</summary>
    public CryptoValue? KeyOf(KeyName name) => KeyOf(name, Open!.Keys);

    /// <summary>A key by name, where the new keys of the open run are those given.</summary>
    public CryptoValue? KeyOf(KeyName name, ImmutableArray<CryptoValue?> fresh) => name.Epoch == Open!.Epoch
        ? (name.Number < fresh.Length ? fresh[(int)name.Number] : null)
        : Ring?.Keys.GetValueOrDefault(name);

    /// <summary>The control state.</summary>
    public RunState State => (RunState)Control;

    /// <inheritdoc/>
    public override uint LastRun => Open?.Epoch.Run ?? base.LastRun;

    /// <inheritdoc/>
    public override bool AwaitsDone => State is RunState.AwaitingDone or RunState.BlockedStaged;

    /// <inheritdoc/>
    public override bool IsBlocked => State is RunState.Blocked or RunState.BlockedStaged;

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(base.Fingerprint, Open?.Fingerprint ?? 0);
            foreach (var report in Reports)
            {
                hash = Core.Fingerprint.Mix(hash, report.IsDefault ? 0UL : 1UL);
            }

            return Core.Fingerprint.Mix(hash, Ring?.Tree is Branch root ? root.Name.Fingerprint : 0);
        }
    }
}
