using Rekey.Checking;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Spec;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors.Checking;

/// <summary>Shards: disjoint, together the whole, each with every scenario; and their reports, merged, are the report of the whole.</summary>
public sealed class ShardTests
{
    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 7)]
    [InlineData(3, 54)]
    [InlineData(5, 1)]
    public void Shards_are_disjoint_and_together_the_whole(int shards, int scenarios)
    {
        const int Rounds = 4;
        var parts = Enumerable.Range(1, shards).Select(i => Enumerable.Range(0, Rounds * scenarios).Select(n => new Shard(i, shards).ScheduleAt(n, scenarios)).ToList()).ToList();

        parts.SelectMany(static p => p).Order().ShouldBe(Enumerable.Range(0, Rounds * scenarios * shards).Select(static n => (long)n));
        parts.ShouldAllBe(p => p.Take(scenarios).Select(s => s % scenarios).Distinct().Count() == scenarios, "the first block of every shard meets every scenario");
        parts.ShouldAllBe(static p => p.SequenceEqual(p.Order()));
    }

    [Fact]
    public void The_whole_is_the_only_shard_of_one() =>
        Enumerable.Range(0, 100).ShouldAllBe(static n => Shard.Whole.ScheduleAt(n, 7) == n);

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("2/5", 2, 5)]
    [InlineData("10000/10000", 10000, 10000)]
    public void A_shard_is_read(string text, int number, int of) => Shard.Parse(text).ShouldBe(new Shard(number, of));

    [Theory]
    [InlineData("0/0")]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("-1/2")]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("")]
    [InlineData("1/10001")]
    [InlineData("99999999999/99999999999")]
    [InlineData(" 1/2")]
    public void Anything_else_is_refused(string text) => Should.Throw<FormatException>(() => Shard.Parse(text)).Message.ShouldContain("expected i/N");

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public void Merged_reports_of_shards_are_the_report_of_the_whole(int shards, int workers)
    {
        var request = Exploration.Request(90);
        var whole = Checker.Run(request);
        var parts = Enumerable.Range(1, shards).Select(i => Checker.Run(request with { Shard = new Shard(i, shards), Workers = workers })).Reverse().ToList();
        var merged = ReportMerge.Of(parts);

        parts.ShouldAllBe(static p => p.IsPartial && p.Schedules >= 30);
        merged.Shards.ShouldBe(ShardSet.Whole);
        (merged.Schedules, merged.Steps, merged.ViewChanges, merged.DeepestCascade, merged.Unfinished)
            .ShouldBe((whole.Schedules, whole.Steps, whole.ViewChanges, whole.DeepestCascade, whole.Unfinished));
        merged.Findings.Values.Select(Exploration.Text).ShouldBe(whole.Findings.Values.Select(Exploration.Text));
        Enumerable.Range(0, Goals.All.Count).ShouldAllBe(g => merged.Goals[g] == whole.Goals[g]);
        Counts(merged).ShouldBe(Counts(whole));
    }

    [Fact]
    public void What_violates_first_is_the_same_whichever_shard_finds_it()
    {
        var request = Exploration.Hunt("p-no-restart");
        var whole = Checker.Run(request);
        var parts = Enumerable.Range(1, 3).Select(i => Checker.Run(request with { Shard = new Shard(i, 3) })).ToList();

        whole.Unexpected.ShouldNotBeEmpty();
        ReportMerge.Of(parts).Findings.Values.Select(Exploration.Text).ShouldBe(whole.Findings.Values.Select(Exploration.Text));
    }

    [Fact]
    public void With_shards_missing_it_is_of_a_part()
    {
        var request = Exploration.Request(90);
        var merged = ReportMerge.Of([.. new[] { 3, 1 }.Select(i => Checker.Run(request with { Shard = new Shard(i, 3) }))]);

        (merged.Shards.IsWhole, merged.Shards.ToString(), merged.IsPartial).ShouldBe((false, "shard 1+3 of 3", true));
    }

    /// <summary>A machine that asks for more memory than there is, after so many steps.</summary>
    private sealed class Glutton(IMachine inner, long steps) : IMachine
    {
        private static long taken;

        public static void Reset() => taken = 0;

        public MemberState Initial(MemberId self) => inner.Initial(self);

        public Outcome Step(MemberState state, PortEvent input, IEntropy entropy) =>
            Interlocked.Increment(ref taken) > steps ? throw new OutOfMemoryException() : inner.Step(state, input, entropy);
    }

    [Fact]
    public void Out_of_memory_ends_the_exploration_and_keeps_what_was_done()
    {
        Glutton.Reset();
        var report = Checker.Run(Exploration.Request(100_000) with { Workers = 2, Mutate = static (m, _) => new Glutton(m, 2_000) });

        (report.OutOfMemory, report.Interrupted, report.IsPartial).ShouldBe((true, false, true));
        report.Schedules.ShouldBeInRange(5, 2_000);
        report.Findings.Keys.ShouldNotContain(ScheduleRunner<Rekey.Worlds.VsWorld>.SpecificationProperty);
        report.Findings.Keys.ShouldBe([Properties.PerfectForwardSecrecy]);
    }

    [Fact]
    public void Short_of_memory_it_stops_before_there_is_none()
    {
        var report = Checker.Run(Exploration.Request(long.MaxValue) with { Workers = 2, MemoryBytes = 1_000 });

        (report.OutOfMemory, report.Interrupted).ShouldBe((true, false));
        Checker.Run(Exploration.Request(50) with { Workers = 2 }).OutOfMemory.ShouldBeFalse();
    }

    private static IReadOnlyList<long> Counts(CheckReport report) =>
    [
        .. from s in Enumerable.Range(0, 256) from t in Enumerable.Range(0, 32) select report.Coverage[(byte)s, (byte)t],
        .. from f in Rekey.Worlds.Fault.All from s in Enumerable.Range(0, 256) select report.Coverage[f, (byte)s],
        .. report.Coverage.Applications.OrderBy(static r => r.Key.Id).Select(static r => r.Value),
        .. report.Coverage.Rejections.OrderBy(static r => r.Key.Id).Select(static r => r.Value),
    ];
}
