using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Tgdh;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>
/// Random lives of groups: joins, leaves, merges, partitions, all of it at once, refreshes, and runs that only some commit or nobody does. After each run the
/// trees are what the plain specification says, everybody has one key, and nobody outside can compute it.
/// </summary>
public sealed class RandomHistoryTests
{
    private const int Most = 7;

    [Property(MaxTest = 60)]
    public Property Trees_keys_and_secrecy() => Prop.ForAll<uint[]>(codes =>
    {
        var life = new Life();
        foreach (var code in codes.Take(12))
        {
            life.Go(new Random((int)(code * 2_654_435_761u >> 1)));
        }

        return life.Views >= 0;
    });

    /// <summary>The lives that are tested are long enough to mean something.</summary>
    [Fact]
    public void A_long_life()
    {
        var (life, random) = (new Life(), new Random(7));
        while (life.Views < 60)
        {
            life.Go(random);
        }

        life.Kinds.ShouldBe(["one component", "one component, some gone", "refresh", "several components", "several components, some gone"], ignoreOrder: true);
        life.MostSponsors.ShouldBeGreaterThanOrEqualTo(2);
    }

    /// <summary>Larger trees, without secrecy: shapes alone.</summary>
    [Property(MaxTest = 60)]
    public Property Shapes_of_larger_trees() => Prop.ForAll<uint>(seed =>
    {
        var random = new Random((int)(seed >> 1));
        var trees = Enumerable.Range(0, 1 + random.Next(4)).Select(t =>
        {
            var names = Enumerable.Range(0, 1 + random.Next(20)).Select(i => $"m{t}.{i}").ToList();
            var tree = names.Select(static n => TreeText.Read(n)).Aggregate((a, b) => random.Next(3) == 0 ? new KeyBranch(a, b) : a.Height >= b.Height ? TreeChanges.Insert(a, b) : new KeyBranch(b, a));
            var staying = names.Where(n => random.Next(3) > 0).DefaultIfEmpty(names[0]).ToHashSet();
            var pruned = TreeChanges.Prune(tree, staying.Select(TgdhBench.Id), isWhole: false).Tree;
            TreeText.Of(pruned).ShouldBe(DumbTree.Prune(TreeText.Of(tree), staying));
            return pruned;
        }).ToList();
        var merged = TreeChanges.Merge(trees);
        TreeText.Of(merged).ShouldBe(DumbTree.Merge(trees.Select(TreeText.Of)));
        merged.Height.ShouldBe(DumbTree.Height(TreeText.Of(merged)));
        merged.Members.ShouldBe(merged.Leaves().Distinct().Count());
        return merged.Leaves().SequenceEqual(trees.SelectMany(TreePaths.Leaves).OrderBy(m => merged.Leaves().ToList().IndexOf(m)));
    });

    /// <summary>Some groups, and what became of them.</summary>
    private sealed class Life
    {
        private readonly TgdhBench bench = new();
        private readonly List<TgdhRun> groups = [];
        private int names;

        public int Views { get; private set; }

        public HashSet<string> Kinds { get; } = [];

        public int MostSponsors { get; private set; }

        public void Go(Random random)
        {
            if (groups.Count > 0 && random.Next(6) == 0)
            {
                var at = random.Next(groups.Count);
                if (groups[at].View.Members.All(m => bench.Bases.GetValueOrDefault(m)?.Epoch.View == groups[at].View.Id))
                {
                    Kinds.Add("refresh");
                    groups[at] = Judge(bench.Refresh(groups[at]), random);
                }

                return;
            }

            var members = Pick(random);
            if (members.Count < 2)
            {
                return;
            }

            groups.RemoveAll(g => g.View.Members.Any(members.Contains));
            groups.Add(Judge(bench.Open(members.Select(static m => m.ToString())), random));
        }

        /// <summary>Members for a view: some of those that there are, and newcomers.</summary>
        private List<MemberId> Pick(Random random)
        {
            if (groups.Count > 0 && random.Next(4) == 0)
            {
                var group = groups[random.Next(groups.Count)].View.Members;
                return [.. group.Where(m => random.Next(2 * group.Length) > 1)];
            }

            var old = bench.Everybody.Where(_ => random.Next(4) > 0).OrderBy(_ => random.Next()).Take(random.Next(Most)).ToList();
            var fresh = Enumerable.Range(0, random.Next(3)).Select(_ => TgdhBench.Id($"{"amz"[random.Next(3)]}{++names}"));
            return [.. old.Concat(fresh).Take(Most)];
        }

        private TgdhRun Judge(TgdhRun run, Random random)
        {
            Views++;
            var expected = DumbTree.Merge(run.Lineup.Components.Select(c => c.Base is null
                ? c.Members[0].ToString()
                : DumbTree.Prune(TreeText.Of(bench.TreeOf(c.Members[0].ToString())), c.Members.Select(static m => m.ToString()).ToHashSet())));
            if (run.Run == 1)
            {
                Kinds.Add($"{(run.Lineup.Components.Length == 1 ? "one component" : "several components")}{(run.Lineup.Components.Any(c => c.Base is not null && bench.Bases[c.Members[0]].Members.Length > c.Members.Length) ? ", some gone" : "")}");
            }

            var upTo = random.Next(5) == 0 ? random.Next(8) : int.MaxValue;
            for (var i = 0; i < upTo && run.Pending is { Count: > 0 } pending; i++)
            {
                var (from, to) = pending[random.Next(pending.Count)];
                run.Deliver(from, to);
            }

            if (!run.IsComplete)
            {
                upTo.ShouldBeLessThan(int.MaxValue, "only a run that was cut off is not complete");
                return run;
            }

            Judge(run, expected);
            var committers = random.Next(4) == 0 ? run.View.Members.Where(_ => random.Next(2) == 0).ToHashSet() : [.. run.View.Members];
            return run.Commit(committers.Contains);
        }

        private void Judge(TgdhRun run, string expected)
        {
            var trees = run.View.Members.Select(m => run[m.ToString()].Tree).ToList();
            trees.Select(TreeText.Of).ShouldAllBe(t => t == expected);
            DumbTree.Members(expected).ShouldBe(string.Join(' ', run.View.Members));
            trees.ShouldAllBe(t => TreeCheck.HaveOneBlinding(t, trees[0]) && t.Height == DumbTree.Height(expected));
            run.View.Members.Select(m => run[m.ToString()].Result!.Element).Distinct().Count().ShouldBe(1);

            // Rounds are at most as many as halving the sponsors takes, and one more for trees.
            var sponsors = run.Said.Where(static s => s.Message is BlindedKeys).Select(static s => s.From).Distinct().Count();
            MostSponsors = Math.Max(MostSponsors, sponsors);
            run.Said.Select(static s => s.Round).DefaultIfEmpty(0).Max()
                .ShouldBeLessThanOrEqualTo((run.Lineup.Components.Length > 1 ? 1 : 0) + (sponsors == 0 ? 0 : 1 + (int)Math.Log2(sponsors)), string.Join(", ", run.Story));

            var key = (Term)run.Element;
            bench.Pool(bench.Everybody.Except(run.View.Members)).Derives(key).ShouldBeFalse($"outsiders can compute the key of {run.View}");
            bench.Pool([run.View.Members[0]]).Derives(key).ShouldBeTrue();
        }
    }
}
