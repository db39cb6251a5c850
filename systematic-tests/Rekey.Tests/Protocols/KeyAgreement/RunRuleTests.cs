using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement.Runs;
using Rekey.Monitors;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds.Benches;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>How a view agrees on a lineup, carries an agreement out, takes the key into use and begins again (A-01 to A-15), for every key agreement.</summary>
public sealed class RunRuleTests
{
    public static TheoryData<string> Protocols() => Agreements.Names;

    /// <summary>A-01: in a new view every other member reports to the leader; a newcomer reports no base, the others the epoch that they committed last.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_member_reports_its_base_to_the_leader(string protocol)
    {
        var bench = Agreements.New(protocol).Install(1, ["m1", "m2", "m3"]);
        bench.Sent<BaseReport>().Select(Report).ShouldBe(["m2 to m1: none", "m3 to m1: none"]);
        bench.Settle().Install(2, ["m1", "m2", "m3", "m4"]);

        bench.Sent<BaseReport>().Select(Report).ShouldBe(["m2 to m1: 1.m1/1", "m3 to m1: 1.m1/1", "m4 to m1: none"]);
        bench.Table.Count.ShouldBe(3);
    }

    /// <summary>A-01, A-09: what was committed last counts, in whatever view; a run that was cut off leaves no trace.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_run_that_was_cut_off_leaves_no_trace(string protocol)
    {
        var bench = Agreements.New(protocol).Keyed(1, "m1", "m2", "m3");
        var kept = bench.State("m2").Base;
        bench.Install(2, ["m1", "m2", "m3", "m4"]).Settle(static (m, _) => m is ProtoDone);
        bench.Control("m2").ShouldBe(RunState.AwaitingDone);
        bench.State("m2").Base.ShouldBeSameAs(kept);
        bench.Install(3, ["m2", "m3"]);

        bench.Sent<BaseReport>().Select(Report).ShouldBe(["m3 to m2: 1.m1/1"]);
        (bench.State("m2").Open, bench.State("m2").Staged, bench.State("m2").Current).ShouldBe((null, null, null));
        bench.Settle().ShouldBeKeyed("m2", "m3");
    }

    /// <summary>A-02, A-03, A-04: with all reports in, and not before, the leader multicasts the ordered components; the larger first.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_leader_announces_the_lineup_when_it_has_all_reports(string protocol)
    {
        var bench = Agreements.New(protocol).Keyed(1, "m1", "m4").Keyed(1, "m2", "m3", "m5").Install(2, ["a1", "m1", "m2", "m3", "m4", "m5"]);
        bench.Settle(static (m, _) => m is BaseReport && m.Header.Sender == Agreements.Id("m5"));
        bench.Control("a1").ShouldBe(RunState.Gathering);
        bench.Table.Count.ShouldBe(1);
        bench.Deliver("a1", static m => m is BaseReport).Rule.ShouldBe(AgreementRules.Announce);

        var lineups = bench.Sent<LineupAnnouncement>().ToList();
        lineups.Select(static l => l.To).ShouldBe(["m1", "m2", "m3", "m4", "m5"]);
        lineups[0].Message.Text.ShouldBe("m2,m3,m5 of 1.m2/1 | m1,m4 of 1.m1/1 | a1 new");
    }

    /// <summary>A-05: the first lineup of the expected run, from the leader, that covers the view in order and has the member among those of its own base.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Only_a_lineup_that_can_be_true_is_taken(string protocol)
    {
        var bench = Agreements.New(protocol).Keyed(1, "m1", "m2", "m3").Install(2, ["m1", "m2", "m3", "m4"]).Settle(static (m, _) => m is not BaseReport);
        var genuine = bench.Sent<LineupAnnouncement>().First(static l => l.To == "m2").Message;
        var (old, newcomer) = (genuine.Lineup.Components[0], genuine.Lineup.Components[1]);
        var head = bench.Head("m1");
        Wrong(newcomer, old);
        Wrong(old);
        Wrong(old, newcomer, newcomer);
        Wrong(old with { Base = new Epoch(Anywhere.Group, new ViewId(1, Agreements.Id("m9")), 1) }, newcomer);
        Wrong([.. bench.State("m2").View!.Members.Select(static m => new Component(null, [m]))]);
        Wrong(old with { Members = [.. bench.State("m2").View!.Members] });
        bench.Reject("m2", new LineupAnnouncement(bench.Head("m3"), genuine.Lineup), RejectionKind.NotEntitled, TerminationRules.Strangers);
        bench.Reject("m2", new LineupAnnouncement(head with { Run = 2 }, genuine.Lineup), RejectionKind.WrongRun, TerminationRules.OnceInOrder);
        bench.Tell("m2", new LineupAnnouncement(head, genuine.Lineup)).ShouldBeOfType<Moved>();
        bench.Reject("m2", new LineupAnnouncement(Later(head, 9), genuine.Lineup), RejectionKind.WrongRun, TerminationRules.OnceInOrder);

        void Wrong(params Component[] components) =>
            bench.Reject("m2", new LineupAnnouncement(head, new Lineup([.. components])), RejectionKind.WrongLineup, AgreementRules.TakeLineup);
    }

    /// <summary>A-06: messages of a run that is over, or that cannot be open, do not count; nor does anything once the member is complete.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Messages_count_for_the_run_that_is_open(string protocol)
    {
        var bench = Agreements.New(protocol).Install(1, ["m1", "m2", "m3", "m4"]);
        var parts = new List<(string To, Message Message)>();
        while (bench.Next() is { } parcel)
        {
            if (bench.Open(parcel) is var message && message.IsOwn())
            {
                parts.Add((parcel.To.ToString(), message));
            }

            bench.Deliver(parcel);
        }

        parts.ShouldNotBeEmpty();
        foreach (var (to, message) in parts)
        {
            var head = bench.Head(message.Header.Sender.ToString());
            bench.Reject(to, message with { Header = head }, RejectionKind.WrongRun, TerminationRules.OnceInOrder);
            bench.Reject(to, message with { Header = head with { Run = 7 } }, RejectionKind.WrongRun, TerminationRules.OnceInOrder);
        }
    }

    /// <summary>A-07: whatever of the run overtakes the lineup waits, and is taken up with it; the group is keyed in whatever order things come.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void What_overtakes_the_lineup_waits(string protocol)
    {
        foreach (var late in new[] { "m2", "m3", "m4" })
        {
            var bench = Agreements.New(protocol).Install(1, ["m1", "m2", "m3", "m4"]).Settle((m, to) => m is LineupAnnouncement && to == Agreements.Id(late));
            bench.Steps.Where(s => s.Member == Agreements.Id(late) && s.Outcome is Deferred).ShouldAllBe(static s => s.Outcome.Rule == AgreementRules.EarlyPart);
            bench.Settle().ShouldBeKeyed("m1", "m2", "m3", "m4");
            bench.Steps.ShouldNotContain(static s => s.Outcome is Rejected);
        }
    }

    /// <summary>A-08, A-14: a member acknowledges in the step in which it has computed the key, and what it stages is a one-way function of the agreed element.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_member_acknowledges_what_it_has_computed(string protocol)
    {
        var bench = Agreements.New(protocol).Install(1, ["m1", "m2", "m3", "m4"]).Settle();
        foreach (var step in bench.Steps.Where(static s => s.Outcome is Moved))
        {
            var (moved, after) = ((Moved)step.Outcome, (AgreementMember)((Moved)step.Outcome).Member);
            var acks = moved.Effects.OfType<Unicast>().Count(u => bench.Open(new Parcel(step.Member, u.To, u.Envelope)) is Ack);
            acks.ShouldBe(after.State == RunState.AwaitingDone ? 1 : 0);
            (after.Staged is not null).ShouldBe(after.Open?.Agreement.Result is not null);
            if (after.Open?.Agreement.Result is { } result)
            {
                after.Staged!.Key.ShouldBe(bench.Binding.Suite.Agreement.KeyOf(result.Element));
                after.Staged.Key.ShouldNotBe(result.Element);
            }
        }
    }

    /// <summary>A-08: acks that come before the leader is complete wait; then they count.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Acks_wait_for_an_incomplete_leader(string protocol)
    {
        var bench = Agreements.New(protocol).Install(1, ["m1", "m2", "m3", "m4"]).Settle(static (m, to) => m.IsOwn() && to == Agreements.Id("m1"));
        var early = bench.Steps.Where(s => s.Input is Received received && bench.Open(new Parcel(received.From, s.Member, received.Envelope)) is Ack)
            .Where(static s => ((AgreementMember)s.Before).Open is { Agreement.Result: null }).ToList();
        early.ShouldAllBe(static s => s.Outcome is Deferred && s.Outcome.Rule == AgreementRules.Complete);

        bench.Settle().ShouldBeKeyed("m1", "m2", "m3", "m4");
    }

    /// <summary>A-09: key and base change together, at the commit.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_base_changes_with_the_key(string protocol)
    {
        var bench = Agreements.New(protocol).Install(1, ["m1", "m2", "m3"]).Settle(static (m, to) => m is ProtoDone && to == Agreements.Id("m2"));
        (bench.State("m2").Base, bench.State("m2").Current).ShouldBe((null, null));
        bench.Deliver("m2", static m => m is ProtoDone);

        bench.State("m2").Base!.Epoch.ShouldBe(bench.State("m2").Current!.Epoch);
        bench.State("m2").Base!.Members.ShouldBe(bench.State("m2").View!.Members);
    }

    /// <summary>A-10: a refresh is the next run of the same view, with all members in one component and a key that nobody had.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_refresh_is_a_run_with_one_component(string protocol)
    {
        var bench = Agreements.New(protocol).Keyed(1, "m1", "m2", "m3");
        var old = bench.State("m1").Current!;
        bench.Feed(Agreements.Id("m1"), RefreshRequested.Instance).Rule.ShouldBe(AgreementRules.Refresh);
        var lineup = bench.Sent<LineupAnnouncement>().First().Message;
        (lineup.Text, lineup.Header.Run).ShouldBe(("m1,m2,m3 of 1.m1/1", 2u));
        bench.Settle().ShouldBeKeyed("m1", "m2", "m3");

        bench.State("m3").Current!.Epoch.Run.ShouldBe(2u);
        bench.State("m3").Current!.Key.ShouldNotBe(old.Key);
    }

    /// <summary>A-11: another member asks the leader; a request that crosses an open run or a block is ignored.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_member_asks_the_leader_for_a_refresh(string protocol)
    {
        var bench = Agreements.New(protocol).Keyed(1, "m1", "m2", "m3");
        bench.Feed(Agreements.Id("m2"), RefreshRequested.Instance).Rule.ShouldBe(AgreementRules.ForwardRefresh);
        bench.Feed(Agreements.Id("m3"), RefreshRequested.Instance).Rule.ShouldBe(AgreementRules.ForwardRefresh);
        bench.Deliver("m1", static m => m is RefreshRequest).Rule.ShouldBe(AgreementRules.Refresh);
        bench.Deliver("m1", static m => m is RefreshRequest).ShouldBeOfType<Ignored>().Rule.ShouldBe(AgreementRules.ForwardRefresh);
        bench.Settle().ShouldBeKeyed("m1", "m2", "m3");

        bench.State("m1").Current!.Epoch.Run.ShouldBe(2u);
    }

    /// <summary>A-12: a member alone chooses a fresh key, of which its share is no part, and commits at once; a refresh makes the next.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_member_alone_commits_at_once(string protocol)
    {
        var bench = Agreements.New(protocol).Keyed(1, "m1");
        var first = bench.State("m1").Current!;
        ((Term)first.Key).Kind.ShouldBe(TermKind.Nonce);
        bench.State("m1").Base!.Epoch.ShouldBe(first.Epoch);
        bench.Table.ShouldBeEmpty();
        bench.Feed(Agreements.Id("m1"), RefreshRequested.Instance);

        bench.State("m1").Current!.Epoch.Run.ShouldBe(2u);
        bench.State("m1").Current!.Key.ShouldNotBe(first.Key);
        bench.Keyed(2, "m1", "m2");
    }

    /// <summary>What a component that was alone brings along works as any other base.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void Whoever_was_alone_merges(string protocol) =>
        Agreements.New(protocol).Keyed(1, "m1").Keyed(1, "m2").Keyed(1, "m3", "m4").Keyed(2, "m1", "m2", "m3", "m4").Keyed(3, "m2", "m4").Keyed(3, "m1").Keyed(4, "m1", "m2", "m4");

    /// <summary>Every contributor's secret is in the key, whatever happened before.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void All_who_must_contribute_do(string protocol)
    {
        var bench = Agreements.New(protocol).Keyed(1, "m1", "m2", "m3").Keyed(2, "m1", "m2", "m3", "m4").Keyed(3, "m2", "m3", "m4");
        var state = bench.State("m3");

        Secrets.OwnersOf((Term)state.Current!.Key).ShouldBeSubsetOf([.. bench.Members]);
        bench.Protocol.Contributors!(state).ShouldBeSubsetOf(Secrets.OwnersOf((Term)state.Current.Key));
    }

    private static string Report((string To, BaseReport Message) sent) => $"{sent.Message.Header.Sender} to {sent.To}: {sent.Message.Base?.ToString() ?? "none"}";

    private static Header Later(Header header, uint by) => header with { Stamp = new Stamp(header.Stamp!.Value.Sequence + by, header.Stamp.Value.Time + by) };
}
