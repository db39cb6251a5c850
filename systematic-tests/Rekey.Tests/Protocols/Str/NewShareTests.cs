using Rekey.Checking;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Mutants;
using Rekey.Mutants.Str;
using Rekey.Spec;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Str;

/// <summary>
/// What the new share of STR-04 is good for, where the group key is no key of the chain (STR-02, A-14): in a merge alone or in a leave alone it can be
/// left out and nothing is found; in both it cannot. So no mutant is about one of them.
/// </summary>
public sealed class NewShareTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Left_out_in_one_kind_of_change_it_is_not_missed(bool inMerges, bool inLeaves)
    {
        var report = Explore(new Stale(inMerges, inLeaves), 300);

        report.Findings.ShouldBeEmpty();
        report.Schedules.ShouldBe(300);
    }

    [Fact]
    public void Left_out_in_both_the_same_key_comes_back() =>
        Explore(new Stale(true, true), 300).Findings.Keys.ShouldContain(Properties.KeyIndependence);

    private static CheckReport Explore(Mutant mutant, long schedules) =>
        Checker.Run(MutantHunt.Request(mutant, "portfolio", 1, schedules) with { EndsOn = Properties.VirtualSynchrony });

    /// <summary>A sponsor that keeps its share in some kinds of runs, and members that do not notice.</summary>
    private sealed class Stale(bool inMerges, bool inLeaves) : StrMutant
    {
        public override string Name => "str-stale";

        public override string Bug => "A sponsor keeps its share in some kinds of runs.";

        public override IReadOnlyList<string> CaughtBy => [Properties.KeyIndependence];

        protected override Setting Seen(Setting setting) => Concerns(setting) ? WithoutSponsorsShare(setting) : setting;

        protected override Advance Begin(Setting setting, IEntropy entropy) =>
            base.Begin(setting, Concerns(setting) && KeptBy(setting) is { } kept ? new SameShare(entropy, kept) : entropy);

        private bool Concerns(Setting setting) => setting.Lineup.Components.Length > 1
            ? inMerges
            : inLeaves && KeptBy(setting)?.Members.Length > setting.View.Members.Length;
    }
}
