using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;
using Rekey.Explorer.Strategies;
using Rekey.Monitors;
using Rekey.Mutants;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Exhaustive;

/// <summary>Properties decided by construction, together with what they remember (spec/model/exploration.md, "By construction").</summary>
public sealed class ProductSearchTests
{
    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    public static TheoryData<string> False() => [.. Claims(isTrue: false)];

    public static TheoryData<string> True() => [.. Claims(isTrue: true)];

    /// <summary>Nobody said what these rest on. They are false of some run in which no member does anything wrong, and only sometimes: sampling comes upon it, and a search must.</summary>
    [Theory]
    [MemberData(nameof(False))]
    public void A_false_property_that_says_nothing_of_itself_is_found_by_both(string claim)
    {
        var report = Search(claim);

        (report.IsComplete, report.Findings.ContainsKey(claim), report.Decided.Contains(claim)).ShouldBe((true, true, false));
        var runner = Runner(claim);
        runner.Follow(report.Findings[claim].Choices, static _ => false, int.MaxValue, complete: true).ShouldContain(v => v.Property == claim, "the run that was found is one of the world");
        var violated = Enumerable.Range(0, 200).Count(schedule =>
        {
            var rng = Rng.For(1, schedule);
            return runner.Run(Portfolio.Create("random"), ref rng, 1_000, static _ => false).Any(v => v.Property == claim);
        });
        violated.ShouldBeInRange(1, 199);
    }

    [Theory]
    [MemberData(nameof(True))]
    public void A_true_property_that_says_nothing_of_itself_is_decided(string claim)
    {
        var report = Search(claim);

        report.Findings.Keys.ShouldNotContain(claim);
        report.Decided.ShouldContain(claim);
    }

    /// <summary>No situation depends on the order of acks, so that the one run that a search judges at the end does not show it.</summary>
    [Fact]
    public void Without_a_search_of_what_it_remembers_it_is_neither_found_nor_decided()
    {
        var report = Search(nameof(AcksInOrder), pairs: 0);

        report.IsComplete.ShouldBeTrue();
        report.Findings.Keys.ShouldNotContain(nameof(AcksInOrder));
        report.Decided.ShouldNotContain(nameof(AcksInOrder));
        report.Decided.ShouldContain(Properties.Agreement);
    }

    [Fact]
    public void What_was_not_searched_to_its_end_is_not_decided()
    {
        var report = Search("m1 commits before m2", pairs: 5);

        report.Products.Single(static p => p.Property == "m1 commits before m2").End.ShouldBe(SearchEnd.Memory);
        report.Decided.ShouldNotContain("m1 commits before m2");
    }

    /// <summary>
    /// What a monitor declares that its verdict rests on is an abstraction of what it remembers. Here is the whole: the verdicts are the same, property by property.
    /// </summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void What_is_declared_comes_to_the_same_as_the_whole_memory(string protocol)
    {
        var known = ProtocolRegistry.Find(protocol);
        Compare(new Scenario(known, 2, FaultBudget.Parse("crash=1,depth=1")), null);
        Compare(new Scenario(known, 2, FaultBudget.Parse("send=1")), null);
    }

    /// <summary>The same of protocols with one seeded bug each, so that there is something to be found.</summary>
    [Theory]
    [InlineData("p-switch-on-own-key")]
    [InlineData("p-data-twice")]
    [InlineData("p-own-key-on-done")]
    [InlineData("p-run-skipped")]
    public void What_is_declared_comes_to_the_same_where_something_is_wrong(string name)
    {
        var mutant = MutantRegistry.Find(name);
        Compare(new Scenario(ProtocolRegistry.Find(mutant.Protocol), 2, FaultBudget.Parse("send=1,refresh=1")), mutant).ShouldBeTrue("a bug that is not met shows nothing");
    }

    [Fact]
    public void A_memory_that_is_code_is_refused() =>
        Should.Throw<NotSupportedException>(() => new ProductSearch(Scope, new RemembersCode()).Run(100, new ExhaustiveRequest())).Message.ShouldContain("code");

    private static Scenario Scope { get; } = new(ProtocolRegistry.Find("P"), 3, FaultBudget.None);

    /// <summary>Compares verdicts; gives whether anything was violated.</summary>
    private static bool Compare(Scenario scenario, Mutant? mutant)
    {
        var request = new CheckRequest { Protocol = scenario.Protocol, Scenarios = [scenario], Mutate = mutant is null ? null : mutant.Mutate, EndsOn = "nothing", Pairs = 0 };
        var declared = ExhaustiveCheck.Run(request, new ExhaustiveRequest());
        declared.IsComplete.ShouldBeTrue();
        foreach (var fold in PropertySet.All().Where(static f => f is IDecidedBySituations))
        {
            if (!declared.Findings.ContainsKey(fold.Name) && !declared.Decided.Contains(fold.Name))
            {
                continue;
            }

            var whole = new ProductSearch(scenario, fold, request).Run(20_000, new ExhaustiveRequest());
            (whole.Finding is not null || whole.End == SearchEnd.Complete).ShouldBeTrue($"{fold.Name}: {whole.End} after {whole.Pairs} pairs");
            (whole.Finding is not null).ShouldBe(declared.Findings.ContainsKey(fold.Name), $"{fold.Name} in {scenario.Protocol.Spec.Name} {scenario.Faults}: {whole.Finding?.Violation.Message ?? declared.Findings.GetValueOrDefault(fold.Name)?.Violation.Message}");
        }

        return declared.Findings.Count > 0;
    }

    private static ExhaustiveReport Search(string claim, long pairs = 2_000)
    {
        var spec = Scope.Rekeying.Spec;
        var asked = Scope.Rekeying with { Spec = spec with { Expectations = [.. spec.Expectations, new Expectation(claim, Expected.Holds)] } };
        return ExhaustiveCheck.Run(
            new CheckRequest
            {
                Protocol = asked, Scenarios = [Scope with { Protocol = asked }], Pairs = pairs, EndsOn = "nothing",
                Monitors = () => MonitorSet.Watching([.. PropertySet.All(), Find(claim)]),
            },
            new ExhaustiveRequest());
    }

    private static ScheduleRunner<VsWorld> Runner(string claim) =>
        new(new VsWorld(Scope, new SymbolicBinding(Anywhere.Group)), MonitorSet.Watching([Find(claim)]));

    private static IEnumerable<string> Claims(bool isTrue) => Made.Select(static make => make()).Where(c => c.IsTrue == isTrue).Select(static c => c.Name);

    private static Fold Find(string name) => Made.Select(static make => make()).Single(c => c.Name == name);

    private static readonly Func<Claim>[] Made =
    [
        static () => new AcksInOrder(), static () => new FirstToHoldIsFirstToCommit(), static () => new CommitOrder("m2", "m3", false), static () => new CommitOrder("m1", "m2", true),
        static () => new NeverTwoInARow(),
    ];

    /// <summary>A property of P with three members and no faults that somebody claims, and that says nothing of what its verdict rests on.</summary>
    private abstract class Claim : Fold
    {
        public abstract bool IsTrue { get; }
    }

    /// <summary>About order: acks of one run reach the leader in the order of their senders' names.</summary>
    private sealed class AcksInOrder : Claim
    {
        private bool second;
        private bool turned;

        public override string Name => nameof(AcksInOrder);

        public override bool IsTrue => false;

        public override void Reset() => (second, turned) = (false, false);

        protected override string? OnDelivered(Subject process, View view, int sender, int index)
        {
            if (process.Index == 0)
            {
                second |= sender == 1;
                turned |= sender == 2 && !second;
            }

            return null;
        }

        protected override string? OnEnd(bool quiescent) => quiescent && turned ? "the third member's ack came first" : null;
    }

    /// <summary>About history: of those who take a key before they use it, whoever had it first uses it first.</summary>
    private sealed class FirstToHoldIsFirstToCommit : Claim
    {
        private readonly Dictionary<Epoch, MemberId> first = [];
        private readonly HashSet<Epoch> used = [];

        public override string Name => nameof(FirstToHoldIsFirstToCommit);

        public override bool IsTrue => false;

        public override void Reset()
        {
            first.Clear();
            used.Clear();
        }

        protected override string? OnHeld(Subject process, EpochKey key)
        {
            if (process.Index > 0)
            {
                first.TryAdd(key.Epoch, process.Id);
            }

            return null;
        }

        protected override string? OnCommitted(Subject process, EpochKey key, MemberState state) =>
            process.Index > 0 && used.Add(key.Epoch) && first[key.Epoch] != process.Id ? $"{process.Id} uses {key.Epoch} before {first[key.Epoch]}" : null;
    }

    /// <summary>About two members: one commits before the other. True only of the leader, who commits before it tells the others.</summary>
    private sealed class CommitOrder(string before, string after, bool isTrue) : Claim
    {
        private bool committed;

        public override string Name => $"{before} commits before {after}";

        public override bool IsTrue => isTrue;

        public override void Reset() => committed = false;

        protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
        {
            committed |= process.Id == MemberId.Parse(before);
            return process.Id == MemberId.Parse(after) && !committed ? $"{after} was first" : null;
        }
    }

    /// <summary>About the past of the run as a whole: no member is handed two messages in a row.</summary>
    private sealed class NeverTwoInARow : Claim
    {
        private int last;

        public override string Name => nameof(NeverTwoInARow);

        public override bool IsTrue => false;

        public override void Reset() => last = -1;

        protected override string? OnDelivered(Subject process, View view, int sender, int index)
        {
            (var before, last) = (last, process.Index);
            return before == last ? $"{process.Id} is handed two messages in a row" : null;
        }
    }

    private sealed class RemembersCode : Fold
    {
        private Func<int> code = static () => 1;

        public override string Name => nameof(RemembersCode);

        public override void Reset()
        {
        }

        protected override string? OnDelivered(Subject process, View view, int sender, int index)
        {
            var next = code() + 1;
            code = () => next;
            return null;
        }
    }
}
