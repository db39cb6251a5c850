using Rekey.Mutation;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Mutation;

/// <summary>Breaking, asking and mending (<c>rekey mutate</c>).</summary>
public sealed class CampaignTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rekey-tests-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A channel sees the broken assembly, and afterwards the right one is there again.</summary>
    [Fact]
    public void A_breakage_is_in_place_while_channels_are_asked_and_gone_afterwards()
    {
        using var shop = new Workshop(Snapshot.Root, Path.Combine(folder.FullName, "shop"));
        var breakage = Example();
        var place = Path.Combine(shop.Built, "Rekey.Runs.dll");
        var right = File.ReadAllBytes(place);
        var (first, tests) = (new Asked("exploration", null), new Asked(Campaign.Tests, "Some.Test"));
        var campaign = new Campaign(shop, [first, tests]);

        var finding = campaign.Try(breakage, null, CancellationToken.None)!;

        finding.NoticedBy.ShouldBe([Campaign.Tests]);
        first.Saw.ShouldNotBeNull().SequenceEqual(right).ShouldBeFalse();
        first.Saw.ShouldBe(tests.Saw);
        File.ReadAllBytes(place).SequenceEqual(right).ShouldBeTrue();
        campaign.Try(breakage with { Replacement = "no program(" }, null, CancellationToken.None).ShouldBeNull();
    }

    [Fact]
    public void Tests_are_not_asked_where_something_else_noticed_and_a_channel_that_always_notices_is_refused()
    {
        using var shop = new Workshop(Snapshot.Root, Path.Combine(folder.FullName, "shop"));
        var breakage = Example();
        var (loud, tests) = (new Asked("exploration", "KeySecrecy"), new Asked(Campaign.Tests, null));
        var campaign = new Campaign(shop, [loud, tests]);

        campaign.Try(breakage, null, CancellationToken.None)!.Noticed.ShouldBe(new Dictionary<string, string> { ["exploration"] = "KeySecrecy" });
        tests.Saw.ShouldBeNull();
        campaign.IsComplete(new Finding(breakage, new Dictionary<string, string> { ["exploration"] = "" })).ShouldBeFalse();
        campaign.Try(breakage, new Finding(breakage, new Dictionary<string, string> { ["exploration"] = "" }), CancellationToken.None)!
            .Noticed.ShouldBe(new Dictionary<string, string> { ["exploration"] = "", [Campaign.Tests] = "" });
        Should.Throw<FormatException>(() => campaign.Begin(breakage, static _ => { }, CancellationToken.None)).Message.ShouldContain("exploration");
    }

    [Fact]
    public void Each_rule_is_broken_once_before_any_is_broken_twice()
    {
        Breakage Of(string rule, int number) => new($"{rule}:{number}", Area.Reference, rule, "negate", "f", number, "a", "b");
        var all = Enumerable.Range(0, 9).SelectMany(n => new[] { Of("A", n), Of("B", n), Of("C", n) }).Append(Of("D", 0)).ToList();

        var turn = Campaign.InTurn(all, 2, seed: 5);
        turn.Take(4).Select(static b => b.Rule).ShouldBe(["A", "B", "C", "D"], ignoreOrder: true);
        turn.Skip(4).Select(static b => b.Rule).ShouldBe(["A", "B", "C"], ignoreOrder: true);
        Campaign.InTurn(Enumerable.Reverse(all), 2, 5).ShouldBe(turn);
        Campaign.InTurn(all, 2, 6).ShouldNotBe(turn);
    }

    [Fact]
    public void What_is_judged_does_not_count_unless_something_notices_it()
    {
        Finding Of(string id, params (string Channel, string What)[] noticed) =>
            new(new Breakage(id, Area.Reference, "A", "negate", "f", 1, "a", "b"), noticed.ToDictionary(static n => n.Channel, static n => n.What));
        var summary = new Summary("all",
        [
            Of("1", ("exploration", ""), (Campaign.Tests, "T")), Of("2", ("exploration", "X")), Of("3", ("exploration", ""), (Campaign.Tests, "")),
            Of("4", ("exploration", ""), (Campaign.Tests, "")), Of("5", ("exploration", "X")),
            Of("6", ("exploration", "")),
        ], new Dictionary<string, string> { ["4"] = "why", ["5"] = "wrongly judged" });

        (summary.Counted.Count, summary.OnlyTests, summary.NoticedBy("exploration")).ShouldBe((5, 1, 2));
        summary.Unnoticed.Select(static f => f.Breakage.Id).ShouldBe(["3"]);
        summary.Unasked.Select(static f => f.Breakage.Id).ShouldBe(["6"]);
        summary.Share(1).ShouldBe(0.2);
    }

    /// <summary>A breakage that compiles: not all do.</summary>
    private static Breakage Example() => BreakageFinder.All(Snapshot.Root)
        .First(static b => b.File.EndsWith("Rekey.Runs/TwoPhase.cs", StringComparison.Ordinal) && b.Operator == "return-default");

    /// <summary>Remembers the assembly that it found when it was asked.</summary>
    private sealed record Asked(string Name, string? Answer) : Channel(Name, "none")
    {
        public byte[]? Saw { get; private set; }

        public override bool IsFor(Breakage breakage) => true;

        public override string? Ask(Breakage breakage, Workshop shop, TimeSpan limit, CancellationToken cancel)
        {
            Saw = File.ReadAllBytes(Path.Combine(shop.Built, "Rekey.Runs.dll"));
            return Answer;
        }
    }
}
