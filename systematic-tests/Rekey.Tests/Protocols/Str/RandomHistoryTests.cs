using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Str;
using Rekey.Wire;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Str;

/// <summary>
/// Long lives of groups that are joined, left, split, merged and refreshed, several at once, in runs that may be cut short or committed by some only
/// (STR-01 to STR-10): all members agree, and nobody else can.
/// </summary>
public sealed class RandomHistoryTests
{
    private static readonly string[] Names = ["m1", "m2", "m3", "m4", "m5", "m6", "m7"];

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Members_agree_and_outsiders_learn_nothing(int seed)
    {
        var life = new Life(new Random(seed));
        for (var step = 0; step < 12; step++)
        {
            life.Step();
        }

        life.Judge();
    }

    /// <summary>Some group of each size, and each kind of end of a run, is met.</summary>
    [Fact]
    public void Histories_are_not_all_alike()
    {
        var (sizes, ends) = (new HashSet<int>(), new HashSet<string>());
        for (var seed = 1; seed <= 12; seed++)
        {
            var life = new Life(new Random(seed));
            for (var step = 0; step < 12; step++)
            {
                life.Step();
            }

            sizes.UnionWith(life.Sizes);
            ends.UnionWith(life.Ends);
        }

        sizes.Order().ShouldBe(Enumerable.Range(2, Names.Length - 1));
        ends.ShouldBe(["committed by all", "committed by some", "cut off", "refreshed"], ignoreOrder: true);
    }

    private sealed class Life(Random random)
    {
        private readonly StrBench bench = new();
        private readonly Knowledge heard = new();
        private readonly List<Message> traffic = [];
        private readonly List<(HashSet<MemberId> Members, List<CryptoValue> Shares, CryptoValue Element)> epochs = [];

        public HashSet<int> Sizes { get; } = [];

        public HashSet<string> Ends { get; } = [];

        /// <summary>A view of some members, who come from anywhere; the others stay what they were.</summary>
        public void Step()
        {
            string[] names = [.. Names.Where(_ => random.Next(3) > 0)];
            if (names.Length < 2)
            {
                bench.Install(names.Length == 0 ? Names[0] : names[0]);
                return;
            }

            Sizes.Add(names.Length);
            bench.Install(names);
            var end = random.Next(5);
            if (end == 0)
            {
                bench.Settle(random, random.Next(bench.Table.Count + 1));
                traffic.AddRange(bench.Said);
                Ends.Add("cut off");
                return;
            }

            Finish(end == 1 ? [.. names.Where(_ => random.Next(2) == 0).DefaultIfEmpty(names[0])] : names);
            if (end > 2)
            {
                bench.Refresh();
                Finish(names);
                Ends.Add("refreshed");
            }
        }

        /// <summary>Whoever was in the view can, with its share alone; all others together cannot, with all that they ever knew.</summary>
        public void Judge()
        {
            epochs.Count.ShouldBeGreaterThan(5);
            epochs.Select(static e => e.Element).ShouldBeUnique();
            foreach (var element in traffic.SelectMany(StrBench.ElementsIn))
            {
                heard.Learn((Term)element);
            }

            foreach (var (members, shares, element) in epochs)
            {
                var key = (Term)bench.Group.KeyOf(element);
                Knowing(bench.Known.Where(k => !members.Contains(k.Key)).SelectMany(static k => k.Value)).Derives(key).ShouldBeFalse(string.Join(' ', members));
                shares.ShouldAllBe(share => Knowing(new[] { (Term)share }).Derives(key));
            }
        }

        private void Finish(string[] committing)
        {
            bench.Settle(random).Commit(committing);
            traffic.AddRange(bench.Said);
            epochs.Add(([.. bench.View.Members], [.. bench.View.Members.Select(m => bench[m.ToString()].Secret)], bench[bench.View.Leader.ToString()].Result!.Element));
            bench.View.Members.ShouldAllBe(m => bench.Order(m.ToString()) == bench.Order(bench.View.Leader.ToString()));
            Ends.Add(committing.Length == bench.View.Members.Length ? "committed by all" : "committed by some");
        }

        private Knowledge Knowing(IEnumerable<Term> secrets)
        {
            var knowledge = new Knowledge();
            knowledge.CopyFrom(heard);
            foreach (var term in secrets)
            {
                knowledge.Learn(term);
            }

            return knowledge;
        }
    }
}
