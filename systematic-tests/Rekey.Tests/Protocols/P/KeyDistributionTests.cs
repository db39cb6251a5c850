using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Shouldly;
using Xunit;
using PSpec = Rekey.Spec.Protocols.P;

namespace Rekey.Tests.Protocols.P;

/// <summary>How a view gets its key in protocol P (spec/protocols/p.md; P-01 to P-08).</summary>
public sealed class KeyDistributionTests
{
    private readonly PBench bench = new();

    /// <summary>P-01: the leader of a new view chooses a fresh key, stages it, and sends it to every other member on a secure channel.</summary>
    [Fact]
    public void The_leader_of_a_new_view_stages_a_fresh_key_and_seals_it_to_every_other_member()
    {
        var view = PBench.ViewOf(1, "m1", "m2", "m3");
        var moved = bench.Move("m1", new ViewInstalled(view));

        moved.Rule.ShouldBe(PSpec.Lead);
        bench["m1"].State.ShouldBe(RunState.Leading);
        bench["m1"].Current.ShouldBeNull();
        bench["m1"].Staged!.Epoch.ShouldBe(new Epoch(Anywhere.Group, view.Id, 1));
        bench["m1"].Staged!.KeyId.ShouldBe(bench.Suite.KeyId(bench["m1"].Staged!.Key));
        moved.Effects.ShouldAllBe(static e => e is Unicast);
        moved.Effects.Cast<Unicast>().Select(static u => u.To).ShouldBe([PBench.Id("m2"), PBench.Id("m3")]);
        moved.Effects.Cast<Unicast>().ShouldAllBe(u => Sealed(u).Recipient == u.To && Sealed(u).Protection == Protection.Sealed);
        bench.Messages("m1", "m3").Single().ShouldBe(new Key(bench.Head(view, 1, "m1"), bench["m1"].Staged!.Key));
    }

    /// <summary>P-01: the key is fresh in every view.</summary>
    [Fact]
    public void Every_view_has_a_key_of_its_own()
    {
        var keys = new List<CryptoValue>();
        for (var counter = 1u; counter <= 4; counter++)
        {
            bench.Keyed(counter, "m1", "m2", "m3");
            keys.Add(bench["m1"].Current!.Key);
            BlockAll("m1", "m2", "m3");
        }

        keys.ShouldBeUnique();
    }

    /// <summary>P-02: every other member of a new view waits for the leader's key.</summary>
    [Fact]
    public void A_member_that_does_not_lead_waits_and_says_nothing()
    {
        var moved = bench.Move("m2", new ViewInstalled(PBench.ViewOf(1, "m1", "m2")));

        moved.Rule.ShouldBe(PSpec.Follow);
        moved.Effects.ShouldBeEmpty();
        bench["m2"].State.ShouldBe(RunState.Reporting);
        (bench["m2"].Current, bench["m2"].Staged).ShouldBe((null, null));
    }

    /// <summary>P-03: a member alone in its view chooses a fresh key and commits it at once.</summary>
    [Fact]
    public void A_member_alone_commits_a_fresh_key_at_once()
    {
        var view = PBench.ViewOf(5, "m2");
        var moved = bench.Move("m2", new ViewInstalled(view));

        moved.Rule.ShouldBe(PSpec.Alone);
        bench["m2"].State.ShouldBe(RunState.Keyed);
        bench["m2"].Staged.ShouldBeNull();
        moved.Effects.ShouldBe([new KeyCommitted(new Epoch(Anywhere.Group, view.Id, 1), bench["m2"].Current!.Key)]);
    }

    /// <summary>P-04: the first key of the expected run from the view's leader is staged and acknowledged.</summary>
    [Fact]
    public void The_leaders_key_is_staged_and_acknowledged_but_not_used()
    {
        var view = bench.Install(1, "m1", "m2", "m3");
        var moved = bench.Deliver("m1", "m2").ShouldBeOfType<Moved>();

        moved.Rule.ShouldBe(PSpec.TakeKey);
        bench["m2"].State.ShouldBe(RunState.AwaitingDone);
        bench["m2"].Staged.ShouldBe(bench["m1"].Staged);
        bench["m2"].Current.ShouldBeNull();
        moved.Effects.ShouldHaveSingleItem().ShouldBeOfType<Unicast>().To.ShouldBe(view.Leader);
        bench.Messages("m2", "m1").Single().ShouldBe(new Ack(bench.Head(view, 1, "m2"), bench["m1"].Staged!.KeyId));
    }

    /// <summary>P-05: a key that arrives while blocked is ignored: it could not be acknowledged.</summary>
    [Fact]
    public void A_key_that_comes_after_the_block_is_ignored()
    {
        bench.Install(1, "m1", "m2", "m3");
        bench.Move("m2", BlockRequested.Instance);
        var before = bench["m2"];

        bench.Deliver("m1", "m2").ShouldBeOfType<Ignored>().Rule.ShouldBe(PSpec.KeyWhileBlocked);
        bench["m2"].ShouldBeSameAs(before);
        bench.Messages("m2", "m1").ShouldBeEmpty();
    }

    /// <summary>P-05: the key of a refresh is ignored just so.</summary>
    [Fact]
    public void A_refreshed_key_that_comes_after_the_block_is_ignored()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        bench.Move("m1", RefreshRequested.Instance);
        bench.Move("m2", BlockRequested.Instance);

        bench.Deliver("m1", "m2").ShouldBeOfType<Ignored>().Rule.ShouldBe(PSpec.KeyWhileBlocked);
        bench["m2"].Current!.Epoch.Run.ShouldBe(1u);
    }

    /// <summary>P-06: a keyed leader opens the next run of the same view with a fresh key; the current key stays in use until ProtoDone.</summary>
    [Fact]
    public void A_refresh_opens_the_next_run_and_keeps_the_current_key_in_use()
    {
        var view = bench.Keyed(1, "m1", "m2", "m3");
        var old = bench["m1"].Current!;
        var moved = bench.Move("m1", RefreshRequested.Instance);

        moved.Rule.ShouldBe(PSpec.Refresh);
        bench["m1"].State.ShouldBe(RunState.Leading);
        bench["m1"].Current.ShouldBe(old);
        bench["m1"].Staged!.Epoch.ShouldBe(new Epoch(Anywhere.Group, view.Id, 2));
        bench["m1"].Staged!.Key.ShouldNotBe(old.Key);

        bench.FinishRun("m1", "m2", "m3");
        new[] { "m1", "m2", "m3" }.Select(n => bench[n].Current!.Epoch.Run).ShouldAllBe(static r => r == 2);
    }

    /// <summary>P-06: a member alone replaces its key at once.</summary>
    [Fact]
    public void A_member_alone_refreshes_at_once()
    {
        bench.Keyed(1, "m1");
        var old = bench["m1"].Current!;
        var moved = bench.Move("m1", RefreshRequested.Instance);

        moved.Rule.ShouldBe(PSpec.Refresh);
        bench["m1"].Current!.Epoch.Run.ShouldBe(2u);
        bench["m1"].Current!.Key.ShouldNotBe(old.Key);
        moved.Effects.ShouldHaveSingleItem().ShouldBeOfType<KeyCommitted>();
    }

    /// <summary>P-06: the leader serves the request of another member as it serves its own.</summary>
    [Fact]
    public void A_request_that_reaches_the_leader_opens_the_next_run()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        bench.Move("m3", RefreshRequested.Instance);

        bench.Deliver("m3", "m1").ShouldBeOfType<Moved>().Rule.ShouldBe(PSpec.Refresh);
        bench["m1"].Staged!.Epoch.Run.ShouldBe(2u);
        bench.FinishRun("m1", "m2", "m3");
    }

    /// <summary>P-07: a keyed and unblocked member that is not the leader sends the request to the leader, signed.</summary>
    [Fact]
    public void A_member_forwards_the_request_for_the_current_run_to_the_leader()
    {
        var view = bench.Keyed(1, "m1", "m2", "m3");
        var before = bench["m2"];
        var moved = bench.Move("m2", RefreshRequested.Instance);

        moved.Rule.ShouldBe(PSpec.ForwardRefresh);
        bench["m2"].ShouldBe(before);
        Sealed(moved.Effects.ShouldHaveSingleItem().ShouldBeOfType<Unicast>()).Protection.ShouldBe(Protection.Signed);
        bench.Messages("m2", "m1").Single().ShouldBe(new RefreshRequest(bench.Head(view, 1, "m2")));
    }

    /// <summary>P-08: a request is ignored while a run is open, while the view is not keyed, and while blocked.</summary>
    [Theory]
    [InlineData("m1", RunState.Leading)]
    [InlineData("m1", RunState.Blocked)]
    [InlineData("m2", RunState.Outside)]
    [InlineData("m2", RunState.Reporting)]
    [InlineData("m2", RunState.AwaitingDone)]
    [InlineData("m2", RunState.Blocked)]
    [InlineData("m2", RunState.BlockedStaged)]
    public void A_request_is_ignored_where_a_fresh_key_is_coming_anyway(string member, RunState state)
    {
        Bring(member, state);
        var before = bench[member];
        before.State.ShouldBe(state);

        bench.Feed(member, RefreshRequested.Instance).ShouldBeOfType<Ignored>().Rule.ShouldBe(PSpec.RefreshMoot);
        bench[member].ShouldBeSameAs(before);
    }

    /// <summary>P-08: likewise the request of another member at the leader, during a run and after the block.</summary>
    [Fact]
    public void A_forwarded_request_that_crosses_a_refresh_or_a_block_is_ignored()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        bench.Move("m2", RefreshRequested.Instance);
        bench.Move("m3", RefreshRequested.Instance);
        bench.Move("m1", RefreshRequested.Instance);
        bench.Deliver("m2", "m1").ShouldBeOfType<Ignored>().Rule.ShouldBe(PSpec.RefreshMoot);

        bench.Move("m1", BlockRequested.Instance);
        bench.Deliver("m3", "m1").ShouldBeOfType<Ignored>().Rule.ShouldBe(PSpec.RefreshMoot);
    }

    /// <summary>P-08: a member alone that is blocked asks for nothing either.</summary>
    [Fact]
    public void A_blocked_member_alone_ignores_a_request()
    {
        bench.Keyed(1, "m1");
        bench.Move("m1", BlockRequested.Instance);

        bench.Feed("m1", RefreshRequested.Instance).ShouldBeOfType<Ignored>().Rule.ShouldBe(PSpec.RefreshMoot);
    }

    private void Bring(string member, RunState state)
    {
        if (state == RunState.Outside)
        {
            return;
        }

        bench.Install(1, "m1", "m2", "m3");
        if (state is RunState.AwaitingDone or RunState.BlockedStaged)
        {
            bench.Deliver("m1", "m2");
        }

        if (state is RunState.Blocked or RunState.BlockedStaged)
        {
            bench.Move(member, BlockRequested.Instance);
        }
    }

    private void BlockAll(params string[] names)
    {
        foreach (var name in names)
        {
            bench.Move(name, BlockRequested.Instance);
        }
    }

    private static SymbolicEnvelope Sealed(Unicast unicast) => unicast.Envelope.ShouldBeOfType<SymbolicEnvelope>();
}
