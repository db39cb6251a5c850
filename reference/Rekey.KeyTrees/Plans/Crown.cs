using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Trees;

namespace Rekey.KeyTrees.Plans;

/// <summary>
/// The new keys of a tree, which form its top: whatever is above a new key is new. Planners look at nothing else, so planning costs what
/// changed and not what there is.
/// </summary>
public sealed class Crown
{
    private readonly List<Branch> fresh = [];
    private readonly List<int> parents = [];
    private readonly MemberId[] choosers;

    /// <summary>Finds the new keys of a named tree.</summary>
    public Crown(KeyTree tree, Epoch epoch)
    {
        (Tree, Epoch) = (tree, epoch);
        Collect(tree, -1);
        choosers = new MemberId[fresh.Count];
        for (var i = fresh.Count - 1; i >= 0; i--)
        {
            choosers[i] = Representative(fresh[i].Children[fresh[i].Head]);
        }
    }

    /// <summary>The tree.</summary>
    public KeyTree Tree { get; }

    /// <summary>The run whose keys are new.</summary>
    public Epoch Epoch { get; }

    /// <summary>The new keys by number: parents before children.</summary>
    public IReadOnlyList<Branch> New => fresh;

    /// <summary>Number of the new key above a new key; -1 for the root.</summary>
    public int ParentOf(int number) => parents[number];

    /// <summary>Who chooses a new key: whoever chose the key at its head, or leads the head (K-07).</summary>
    public MemberId ChooserOf(int number) => choosers[number];

    /// <summary>All choosers, by number.</summary>
    public ImmutableArray<MemberId> Choosers => [.. choosers];

    /// <summary>Whether a subtree's key is new.</summary>
    public bool IsNew(KeyTree tree) => tree is Branch branch && branch.Name.Epoch == Epoch;

    /// <summary>Who acts for a subtree: the chooser of its key where that is new, else its leader.</summary>
    public MemberId Representative(KeyTree tree) => IsNew(tree) ? choosers[((Branch)tree).Name.Number] : tree.Leader;

    /// <summary>A new key and those above it that the same member chooses by going up from head to parent, lowest first (paper A, section 4.2: the payload).</summary>
    public ImmutableArray<uint> Chain(int number)
    {
        var chain = ImmutableArray.CreateBuilder<uint>();
        while (true)
        {
            chain.Add((uint)number);
            var parent = parents[number];
            if (parent < 0 || fresh[parent].Children[fresh[parent].Head] != fresh[number])
            {
                return chain.ToImmutable();
            }

            number = parent;
        }
    }

    private void Collect(KeyTree tree, int parent)
    {
        if (!IsNew(tree))
        {
            return;
        }

        var branch = (Branch)tree;
        var number = fresh.Count;
        if (branch.Name.Number != number)
        {
            throw new SpecificationViolation($"key {branch.Name} is number {number} in preorder (K-04)");
        }

        fresh.Add(branch);
        parents.Add(parent);
        foreach (var child in branch.Children)
        {
            Collect(child, number);
        }
    }
}
