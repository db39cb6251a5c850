using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Rekey.Core;
using Rekey.KeyTrees.Trees;

namespace Rekey.Tests.KeyTrees;

/// <summary>What is done to a tree.</summary>
internal enum Operation
{
    JoinOne,
    JoinMany,
    LeaveOne,
    LeaderLeaves,
    LeaveMany,
    AllButOneLeave,
    Refresh,
    Partition,
    Merge,
    MergeAndLeave,
}

/// <summary>A tree's life so far, and what is done to it next.</summary>
/// <param name="IsBalanced">Which policy.</param>
/// <param name="Degree">Its degree.</param>
/// <param name="Past">What was done to the tree of two members that all begins with.</param>
/// <param name="Next">What is done next.</param>
/// <param name="Seed">Decides who.</param>
internal sealed record Sample(bool IsBalanced, int Degree, Operation[] Past, Operation Next, int Seed)
{
    public TreePolicy Policy => IsBalanced ? new BalancedPolicy(Degree) : new PaperPolicy(Degree);

    public override string ToString() => $"{Policy.Name}({Degree}) {string.Join(' ', Past)} then {Next}, seed {Seed}";
}

/// <summary>Makes trees and the components of the next view.</summary>
internal sealed class TreeSamples(Sample sample)
{
    private readonly Random random = new(sample.Seed);
    private readonly TreePolicy policy = sample.Policy;
    private uint views;
    private int members;

    public static Arbitrary<Sample> Arbitrary { get; } = (
        from isBalanced in Gen.Elements(true, false)
        from degree in Gen.Choose(2, 5)
        from past in Gen.Choose(0, 8).SelectMany(static n => Gen.Elements(Enum.GetValues<Operation>()).ArrayOf(n))
        from next in Gen.Elements(Enum.GetValues<Operation>())
        from seed in Gen.Choose(0, int.MaxValue)
        select new Sample(isBalanced, degree, past, next, seed)).ToArbitrary();

    public static MemberId Name(int i) => MemberId.Parse("m" + i.ToString("D5", CultureInfo.InvariantCulture));

    /// <summary>A run that nobody had before.</summary>
    public Epoch NextEpoch() => new(Anywhere.Group, new ViewId(++views, Name(0)), 1);

    /// <summary>The tree that came of the past.</summary>
    public KeyTree Grown()
    {
        var tree = Named(policy, [Newcomer(), Newcomer()]);
        foreach (var operation in sample.Past)
        {
            tree = Named(policy, ComponentsOf(tree, operation));
        }

        return tree;
    }

    public KeyTree Named(TreePolicy any, IEnumerable<Component> components) => Naming.Name(any.Next(components), NextEpoch());

    /// <summary>What the next view's members bring along.</summary>
    public IReadOnlyList<Component> ComponentsOf(KeyTree tree, Operation operation)
    {
        var leaves = tree.Leaves().ToList();
        return operation switch
        {
            Operation.JoinOne => [Component.Whole(tree), Newcomer()],
            Operation.JoinMany => [Component.Whole(tree), .. Newcomers(random.Next(2, 9))],
            Operation.LeaveOne => Rest(tree, [leaves[random.Next(leaves.Count)]]),
            Operation.LeaderLeaves => Rest(tree, [tree.Leader]),
            Operation.LeaveMany => Rest(tree, Some(leaves, random.Next(1, leaves.Count + 1))),
            Operation.AllButOneLeave => Rest(tree, Some(leaves, leaves.Count - 1)),
            Operation.Refresh => [Component.Whole(tree)],
            Operation.Partition => Rest(tree, Some(leaves, leaves.Count / 2)),
            Operation.Merge => [Component.Whole(tree), .. Others()],
            _ => [.. Rest(tree, Some(leaves, random.Next(leaves.Count))), .. Others(), .. Newcomers(random.Next(3))],
        };
    }

    private Component Newcomer() => Component.Whole(new Leaf(Name(members++)));

    private IEnumerable<Component> Newcomers(int count) => Enumerable.Range(0, count).Select(_ => Newcomer()).ToList();

    /// <summary>One to four other groups, of all of which some may be gone.</summary>
    private List<Component> Others()
    {
        var others = new List<Component>();
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var tree = Named(policy, [.. Newcomers(random.Next(1, 6)), Newcomer()]);
            others.AddRange(Rest(tree, Some([.. tree.Leaves()], random.Next(tree.Members))));
        }

        return others;
    }

    /// <summary>The tree without some; with a newcomer in their place where nobody is left.</summary>
    private IReadOnlyList<Component> Rest(KeyTree tree, IReadOnlyCollection<MemberId> gone) =>
        Component.Without(tree, gone.Contains) is { } component ? [component] : [Newcomer()];

    private HashSet<MemberId> Some(List<MemberId> leaves, int count)
    {
        var shuffled = leaves.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled[..count]];
    }
}
