using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Trees;

namespace Rekey.KeyTrees.Plans;

/// <summary>A new key encrypted under a key of the tree: {K}W.</summary>
/// <param name="Key">Number of the new key.</param>
/// <param name="Under">The key that encrypts it: new, or kept.</param>
public readonly record struct Wrap(uint Key, KeyName Under);

/// <summary>One message of a plan.</summary>
/// <param name="From">Who sends it.</param>
/// <param name="To">To whom; the default value for a multicast.</param>
/// <param name="Keys">Numbers of the new keys that it carries on the secure channel; empty for a message in the clear.</param>
/// <param name="Wraps">What it carries in the clear, encrypted; empty for a message on the secure channel.</param>
/// <param name="After">Indexes of the messages, all of them earlier ones, that the sender must have received or sent before.</param>
public sealed record Transmission(
    MemberId From, MemberId To, ImmutableArray<uint> Keys, ImmutableArray<Wrap> Wraps, ImmutableArray<int> After)
{
    /// <summary>Whether it goes to all.</summary>
    public bool IsMulticast => To == default;

    /// <summary>Whether it goes on the secure channel.</summary>
    public bool IsSealed => !Keys.IsEmpty;
}

/// <summary>
/// All that a run of a key-tree protocol does, as data: who chooses which key, who sends what to whom, who encrypts what under what, and
/// what must come before what. The same record for all protocols (spec/protocols/key-trees.md).
/// </summary>
public sealed class Plan
{
    /// <summary>Makes a plan.</summary>
    /// <param name="tree">The tree of the run, with names.</param>
    /// <param name="choosers">Who chooses each new key, by number.</param>
    /// <param name="transmissions">The messages, an order in which they can happen.</param>
    public Plan(KeyTree tree, ImmutableArray<MemberId> choosers, ImmutableArray<Transmission> transmissions) =>
        (Tree, Choosers, Transmissions) = (tree, choosers, transmissions);

    /// <summary>The tree that all have when the run is committed.</summary>
    public KeyTree Tree { get; }

    /// <summary>Who chooses each new key, by number. Number 0 is the group key.</summary>
    public ImmutableArray<MemberId> Choosers { get; }

    /// <summary>The messages.</summary>
    public ImmutableArray<Transmission> Transmissions { get; }

    /// <summary>Index of the last message that a member sends; -1 where it sends none.</summary>
    public int LastOf(MemberId member)
    {
        for (var i = Transmissions.Length - 1; i >= 0; i--)
        {
            if (Transmissions[i].From == member)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a member has a message to send for which it must have seen another one.</summary>
    public bool Awaits(MemberId member, int index)
    {
        for (var i = index + 1; i < Transmissions.Length; i++)
        {
            if (Transmissions[i].From == member && Transmissions[i].After.Contains(index))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many messages in a row the run takes: its rounds, as causal depth.</summary>
    public int Rounds
    {
        get
        {
            var (depth, most) = (new int[Transmissions.Length], 0);
            for (var i = 0; i < depth.Length; i++)
            {
                depth[i] = 1;
                foreach (var before in Transmissions[i].After)
                {
                    depth[i] = Math.Max(depth[i], depth[before] + (Transmissions[before].From == Transmissions[i].From ? 0 : 1));
                }

                most = Math.Max(most, depth[i]);
            }

            return most;
        }
    }
}
