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

/// <summary>The two-phase termination and the restart, as protocol P goes through them (spec/protocols/termination.md; T-01 to T-12).</summary>
public sealed class TerminationTests
{
    private readonly PBench bench = new();

    /// <summary>T-01: a member that holds the run's group key acknowledges it to the leader, signed, naming the key. T-02: by its identifier.</summary>
    [Fact]
    public void An_ack_goes_to_the_leader_signed_and_names_the_key_without_revealing_it()
    {
        var view = bench.Install(1, "m1", "m2", "m3");
        var effect = bench.Deliver("m1", "m3").ShouldBeOfType<Moved>().Effects.ShouldHaveSingleItem().ShouldBeOfType<Unicast>();

        effect.To.ShouldBe(view.Leader);
        ShowsNoKey(effect.Envelope, "m3");
    }

    /// <summary>T-02: ProtoDone names the key by its key identifier and is signed with group, view and run.</summary>
    [Fact]
    public void ProtoDone_names_the_key_without_revealing_it()
    {
        var view = bench.Install(1, "m1", "m2");
        bench.Deliver("m1", "m2");
        var done = bench.Deliver("m2", "m1").ShouldBeOfType<Moved>().Effects.OfType<Multicast>().ShouldHaveSingleItem();

        ShowsNoKey(done.Envelope, "m1");
        bench.Messages("m1", "m2").Single().ShouldBe(new ProtoDone(bench.Head(view, 1, "m1"), bench["m2"].Staged!.KeyId));
    }

    /// <summary>T-03: the leader counts an ack once per member of the view, for the open run and its key only.</summary>
    [Fact]
    public void An_ack_is_counted_once_and_the_run_stays_open_until_the_last()
    {
        bench.Install(1, "m1", "m2", "m3");
        bench.Deliver("m1", "m2");
        var moved = bench.Deliver("m2", "m1").ShouldBeOfType<Moved>();

        moved.Rule.ShouldBe(TerminationRules.CountAck);
        moved.Effects.ShouldBeEmpty();
        (bench["m1"].State, bench["m1"].Acked.Count, bench["m1"].Acked.Contains(1)).ShouldBe((RunState.Leading, 1, true));
        bench["m1"].Current.ShouldBeNull();
    }

    /// <summary>T-03: a second ack of one member does not stand for the missing one of another.</summary>
    [Fact]
    public void Two_acks_of_one_member_do_not_end_the_run()
    {
        var view = bench.Install(1, "m1", "m2", "m3");
        var ack = new Ack(bench.Head(view, 1, "m2"), bench["m1"].Staged!.KeyId);
        bench.Tell("m1", ack).ShouldBeOfType<Moved>();

        var rejected = bench.Reject("m1", bench.From("m1", ack));
        (rejected.Rule, rejected.Reason.Kind).ShouldBe((TerminationRules.OnceInOrder, RejectionKind.Duplicate));
    }

    /// <summary>T-04: when every other member has acknowledged, the leader multicasts ProtoDone and commits the key, in this order.</summary>
    [Fact]
    public void The_last_ack_makes_the_leader_announce_and_commit()
    {
        bench.Install(1, "m1", "m2", "m3");
        bench.Deliver("m1", "m2");
        bench.Deliver("m1", "m3");
        bench.Deliver("m3", "m1");
        var moved = bench.Deliver("m2", "m1").ShouldBeOfType<Moved>();

        moved.Rule.ShouldBe(TerminationRules.Commit);
        moved.Effects.Select(static e => e.GetType()).ShouldBe([typeof(Multicast), typeof(KeyCommitted)]);
        (bench["m1"].State, bench["m1"].Staged, bench["m1"].Acked.Count).ShouldBe((RunState.Keyed, null, 0));
        bench["m1"].Current.ShouldBe(bench["m2"].Staged);
    }

    /// <summary>T-05: a member that receives the leader's ProtoDone for its staged key commits that key.</summary>
    [Fact]
    public void ProtoDone_commits_the_staged_key()
    {
        bench.Install(1, "m1", "m2");
        bench.Deliver("m1", "m2");
        bench.Deliver("m2", "m1");
        var staged = bench["m2"].Staged!;
        var moved = bench.Deliver("m1", "m2").ShouldBeOfType<Moved>();

        moved.Rule.ShouldBe(TerminationRules.Done);
        moved.Effects.ShouldBe([new KeyCommitted(staged.Epoch, staged.Key)]);
        (bench["m2"].State, bench["m2"].Current, bench["m2"].Staged).ShouldBe((RunState.Keyed, staged, null));
    }

    /// <summary>T-06: blocked, a leader abandons its open run: no ack commits it any more, not even the last.</summary>
    [Fact]
    public void A_blocked_leader_commits_nothing_although_all_acks_come()
    {
        bench.Install(1, "m1", "m2", "m3");
        bench.Deliver("m1", "m2");
        bench.Deliver("m1", "m3");
        bench.Move("m1", BlockRequested.Instance).Rule.ShouldBe(TerminationRules.BlockAbandons);

        bench.Deliver("m2", "m1").ShouldBeOfType<Ignored>().Rule.ShouldBe(TerminationRules.BlockAbandons);
        bench.Deliver("m3", "m1").ShouldBeOfType<Ignored>().Rule.ShouldBe(TerminationRules.BlockAbandons);
        (bench["m1"].State, bench["m1"].Current).ShouldBe((RunState.Blocked, null));
        bench.Table.ShouldBeEmpty();
    }

    /// <summary>T-06: the last ack alone, where it is the only one, is ignored by a blocked leader as well.</summary>
    [Fact]
    public void A_blocked_leader_of_two_ignores_the_last_ack()
    {
        bench.Install(1, "m1", "m2");
        bench.Deliver("m1", "m2");
        bench.Move("m1", BlockRequested.Instance);

        var ignored = bench.Deliver("m2", "m1").ShouldBeOfType<Ignored>();
        ((PTrigger)ignored.Cell.Trigger, ignored.Rule).ShouldBe((PTrigger.AckLast, TerminationRules.BlockAbandons));
    }

    /// <summary>T-07: blocked after its ack, a member keeps the staged key until the next view, because ProtoDone may still come.</summary>
    [Fact]
    public void A_member_that_was_blocked_after_its_ack_still_takes_ProtoDone()
    {
        bench.Install(1, "m1", "m2");
        bench.Deliver("m1", "m2");
        bench.Deliver("m2", "m1");
        bench.Move("m2", BlockRequested.Instance).Rule.ShouldBe(TerminationRules.BlockKeepsStaged);
        bench["m2"].Staged.ShouldBe(bench["m1"].Current);

        bench.Deliver("m1", "m2").ShouldBeOfType<Moved>().Rule.ShouldBe(TerminationRules.Done);
        (bench["m2"].State, bench["m2"].Current).ShouldBe((RunState.Blocked, bench["m1"].Current));
    }

    /// <summary>T-08: installing a view discards every key, ack and open run of the view before; a new run begins.</summary>
    [Fact]
    public void A_new_view_starts_from_nothing()
    {
        bench.Keyed(1, "m1", "m2", "m3");
        bench.Move("m1", RefreshRequested.Instance);
        bench.Deliver("m1", "m2");
        bench.Deliver("m2", "m1");
        var old = bench["m1"];
        (old.Acked.Count, old.Traffic.Keys.Length).ShouldBe((1, 1));
        foreach (var name in new[] { "m1", "m2", "m3" })
        {
            bench.Move(name, BlockRequested.Instance);
        }

        bench.Table.Clear();
        var view = bench.Install(2, "m1", "m2", "m3");

        (bench["m1"].Acked.Count, bench["m1"].Traffic.Keys.Length, bench["m1"].Current).ShouldBe((0, 0, null));
        bench["m1"].Staged!.Epoch.ShouldBe(new Epoch(Anywhere.Group, view.Id, 1));
        bench["m1"].Staged!.Key.ShouldNotBe(old.Staged!.Key);
        (bench["m2"].Current, bench["m2"].Staged, bench["m2"].Traffic.Keys.Length).ShouldBe((null, null, 0));
        bench.FinishRun("m1", "m2", "m3");
    }

    /// <summary>T-09: a message of another view is rejected, whatever its type.</summary>
    [Fact]
    public void A_message_of_the_view_before_is_rejected()
    {
        var old = bench.Install(1, "m1", "m2", "m3");
        var key = bench["m1"].Staged!;
        bench.Move("m1", BlockRequested.Instance);
        bench.Move("m2", BlockRequested.Instance);
        bench.Install(2, "m1", "m2");

        foreach (var (to, message) in new (string, Message)[]
        {
            ("m2", new Key(bench.Head(old, 1, "m1"), key.Key)),
            ("m2", new ProtoDone(bench.Head(old, 1, "m1"), key.KeyId)),
            ("m1", new Ack(bench.Head(old, 1, "m2"), key.KeyId)),
            ("m1", new RefreshRequest(bench.Head(old, 1, "m2"))),
        })
        {
            var rejected = bench.Reject(to, bench.From(to, message));
            (rejected.Rule, rejected.Reason.Kind).ShouldBe((TerminationRules.OtherView, RejectionKind.WrongView));
        }
    }

    /// <summary>T-10: a message counts only from a member of the view, and only from the one that the protocol designates.</summary>
    [Fact]
    public void A_key_from_a_member_that_does_not_lead_is_rejected()
    {
        var view = bench.Install(1, "m1", "m2", "m3");
        var rejected = bench.Reject("m2", bench.From("m2", new Key(bench.Head(view, 1, "m3"), bench.OtherKey())));

        (rejected.Rule, rejected.Reason.Kind, rejected.Sender).ShouldBe((TerminationRules.Strangers, RejectionKind.NotEntitled, PBench.Id("m3")));
        bench.Deliver("m1", "m2").ShouldBeOfType<Moved>().Rule.ShouldBe(PSpec.TakeKey);
    }

    /// <summary>T-11: each run's messages are accepted once, and only for the run that is expected.</summary>
    [Fact]
    public void A_second_key_of_the_same_run_and_a_key_of_a_later_run_are_rejected()
    {
        var view = bench.Install(1, "m1", "m2");
        var later = bench.Reject("m2", bench.From("m2", new Key(bench.Head(view, 2, "m1"), bench.OtherKey())));
        bench.Deliver("m1", "m2");
        var second = bench.Reject("m2", bench.From("m2", new Key(bench.Head(view, 1, "m1"), bench.OtherKey())));
        var ahead = bench.Reject("m2", bench.From("m2", new Key(bench.Head(view, 2, "m1"), bench.OtherKey())));

        foreach (var rejected in new[] { later, second, ahead })
        {
            (rejected.Rule, rejected.Reason.Kind, rejected.Reason.Field).ShouldBe((TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run"));
        }
    }

    /// <summary>T-11: ProtoDone is accepted once.</summary>
    [Fact]
    public void A_ProtoDone_that_comes_again_is_rejected()
    {
        var view = bench.Keyed(1, "m1", "m2");
        var rejected = bench.Reject("m2", bench.From("m2", new ProtoDone(bench.Head(view, 1, "m1"), bench["m2"].Current!.KeyId)));

        (rejected.Rule, rejected.Reason.Kind).ShouldBe((TerminationRules.OnceInOrder, RejectionKind.WrongRun));
    }

    /// <summary>T-12: a member that leaves erases all its keys and takes part no more.</summary>
    [Fact]
    public void Whoever_leaves_keeps_no_key_and_accepts_nothing()
    {
        var view = bench.Keyed(1, "m1", "m2", "m3");
        bench.Move("m1", RefreshRequested.Instance);
        bench.Deliver("m1", "m2");
        var moved = bench.Move("m2", LeaveRequested.Instance);

        moved.Rule.ShouldBe(TerminationRules.Leave);
        moved.Effects.ShouldBeEmpty();
        var left = bench["m2"];
        (left.State, left.View, left.Current, left.Staged, left.Traffic.Keys.Length).ShouldBe((RunState.Left, null, null, null, 0));
        bench.Reject("m2", bench.From("m2", new ProtoDone(bench.Head(view, 2, "m1"), bench["m1"].Staged!.KeyId))).Rule.ShouldBe(TerminationRules.OtherView);
        Should.Throw<SpecificationViolation>(() => bench.Feed("m2", new ViewInstalled(PBench.ViewOf(2, "m2"))));
    }

    /// <summary>T-12: from every state one may leave.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Leaving_is_possible_at_every_stage(int stage)
    {
        if (stage > 0)
        {
            bench.Install(1, "m1", "m2");
        }

        if (stage > 1)
        {
            bench.Deliver("m1", "m2");
        }

        if (stage > 2)
        {
            bench.Deliver("m2", "m1");
            bench.Deliver("m1", "m2");
        }

        if (stage > 3)
        {
            bench.Move("m2", BlockRequested.Instance);
        }

        bench.Move("m2", LeaveRequested.Instance).Rule.ShouldBe(TerminationRules.Leave);
    }

    private void ShowsNoKey(Envelope envelope, string holder)
    {
        var adversary = new Knowledge();
        var sent = envelope.ShouldBeOfType<SymbolicEnvelope>();
        adversary.Learn(sent.ToTerm(bench.Binding.Store));
        var key = (bench[holder].Staged ?? bench[holder].Current)!;

        sent.Protection.ShouldBe(Protection.Signed);
        adversary.Derives((Term)key.Key).ShouldBeFalse();
        adversary.Derives((Term)key.KeyId).ShouldBeTrue();
    }
}
