using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Tests.Worlds;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>
/// The monitors of exposure: for each thing that a member may have left behind, exactly those properties are violated that are about it
/// (spec/properties.md, "Exposure"). The members are puppets of P, which by its rules keeps nothing from view to view.
/// </summary>
public sealed class ExposureTests
{
    private static readonly string[] Names =
        [Properties.ErasureSecrecy, Properties.PostCompromiseSecurity, Properties.WeakErasureSecrecy, Properties.WeakPostCompromiseSecurity];

    private readonly IReadOnlyList<Fold> monitors = PropertySet.Of(Names);
    private readonly PuppetStage stage;

    public ExposureTests() => stage = new PuppetStage(3, [.. monitors]);

    [Fact]
    public void Who_keeps_nothing_gives_nothing_away()
    {
        stage.CommitAll(1, stage.Draw("m1"), "m1", "m2", "m3").Change(static b => b.Do(Move.Crash, "m3")).Change(Expose("m2"))
            .CommitAll(1, stage.Draw("m1"), "m1", "m2");

        Violated().ShouldBe("");
    }

    [Fact]
    public void Keys_of_the_view_that_a_member_is_in_are_kept_for_messages_in_flight()
    {
        stage.CommitAll(1, stage.Draw("m1"), "m1", "m2").CommitAll(2, stage.Draw("m1"), "m1", "m2").Change(Expose("m2"));

        Violated().ShouldBe("");
    }

    [Fact]
    public void A_key_of_an_earlier_view_is_to_be_gone()
    {
        var old = stage.Draw("m1");
        stage.CommitAll(1, old, "m1", "m2", "m3").Change(static b => b.Do(Move.Crash, "m3"));
        Remember("m2", old);
        stage.Change(Expose("m2"));

        Violated().ShouldBe("ErasureSecrecy WeakErasureSecrecy");
        Message(Properties.ErasureSecrecy).ShouldBe("whoever is shown m2 in view 2.m1 can derive n(m1,0), the group key of 1.m1/1 1.m1{m1,m2,m3}");
        Message(Properties.WeakErasureSecrecy).ShouldBe("whoever is shown the state of m2 in view 2.m1 can derive n(m1,0), the group key of 1.m1/1 1.m1{m1,m2,m3}");
    }

    [Fact]
    public void A_traffic_key_of_an_earlier_view_is_to_be_gone()
    {
        var (old, payload) = (stage.Draw("m1"), stage.Store.Payload(MemberId.Parse("m1"), 7));
        stage.CommitAll(1, old, "m1", "m2", "m3").Emit("m1", stage.Data("m1", 1, 1, old, payload)).Change(static b => b.Do(Move.Crash, "m3"));
        Remember("m2", (Term)stage.Binding.Suite.TrafficKey(old, MemberId.Parse("m1")));
        stage.Change(Expose("m2"));

        Violated().ShouldBe("ErasureSecrecy WeakErasureSecrecy");
        Message(Properties.ErasureSecrecy).ShouldBe("whoever is shown m2 in view 2.m1 can read data(m1,7), which was sent in 1.m1/1 1.m1{m1,m2,m3}");
    }

    [Fact]
    public void A_payload_that_is_shown_itself_is_no_news()
    {
        var (old, payload) = (stage.Draw("m1"), stage.Store.Payload(MemberId.Parse("m1"), 7));
        stage.CommitAll(1, old, "m1", "m2", "m3").Emit("m1", stage.Data("m1", 1, 1, old, payload)).Change(static b => b.Do(Move.Crash, "m3"));
        Remember("m1", payload);
        stage.Change(Expose("m1"));

        Violated().ShouldBe("");
    }

    [Fact]
    public void What_was_sealed_to_a_member_is_open_to_who_has_its_long_term_key_and_to_nobody_else()
    {
        var key = stage.Draw("m1");
        stage.CommitAll(1, key, "m1", "m2", "m3").Emit("m1", new Unicast(MemberId.Parse("m2"), stage.KeyMessage("m1", 1, key, "m2")))
            .Change(static b => b.Do(Move.Crash, "m3")).Change(Expose("m1"));
        Violated().ShouldBe("", "it was sealed to another");

        stage.Change(Expose("m2"));
        Violated().ShouldBe("ErasureSecrecy");
    }

    [Fact]
    public void The_next_key_is_to_be_safe_from_who_saw_the_one_before()
    {
        var key = stage.Draw("m1");
        stage.CommitAll(1, key, "m1", "m2", "m3").Change(Expose("m2")).CommitAll(2, stage.Store.Kdf("next", key), "m1", "m2");

        Violated().ShouldBe("PostCompromiseSecurity WeakPostCompromiseSecurity");
        Message(Properties.PostCompromiseSecurity).ShouldBe("whoever is shown m2 in view 1.m1 can derive next(n(m1,0)), the group key of 1.m1/2 1.m1{m1,m2,m3}");
    }

    [Fact]
    public void So_is_every_later_key()
    {
        var key = stage.Draw("m1");
        stage.CommitAll(1, key, "m1", "m2", "m3").Change(Expose("m2")).CommitAll(2, stage.Draw("m1"), "m1", "m2").CommitAll(3, stage.Store.Kdf("next", key), "m1", "m2");

        Violated().ShouldBe("PostCompromiseSecurity WeakPostCompromiseSecurity");
    }

    [Fact]
    public void A_run_that_was_open_when_a_member_was_exposed_is_not_a_later_one()
    {
        var key = stage.Draw("m1");
        stage.HoldAll(1, key, "m1", "m2", "m3").Change(Expose("m2")).CommitAll(1, key, "m1", "m2", "m3");

        Violated().ShouldBe("");
    }

    [Fact]
    public void Keys_of_views_without_the_member_are_asked_of_others()
    {
        stage.CommitAll(1, stage.Draw("m1"), "m1", "m2", "m3").Change(Expose("m3")).Change(static b => b.Do(Move.Crash, "m3"));
        var key = stage.Draw("m1");
        stage.Commit("m1", 1, key).Emit("m1", new Multicast(stage.KeyMessage("m1", 1, key, null)));

        Violated().ShouldBe("", "the key is in the clear, which is what KeySecrecy is about");
    }

    [Fact]
    public void Who_has_left_is_to_have_no_key_at_all_not_even_that_of_its_last_view()
    {
        stage.CommitAll(1, stage.Draw("m1"), "m1", "m2", "m3").Change(static b => b.Do(Move.Leave, "m2")).Change(Expose("m2"));

        Violated().ShouldBe("ErasureSecrecy WeakErasureSecrecy", "a puppet does not listen when it is told to leave");
        Message(Properties.WeakErasureSecrecy).ShouldBe("whoever is shown the state of m2 after it left can derive n(m1,0), the group key of 1.m1/1 1.m1{m1,m2,m3}");
    }

    [Fact]
    public void Two_exposures_do_not_pool()
    {
        var (old, under) = (stage.Draw("m1"), stage.Draw("m1"));
        stage.CommitAll(1, old, "m1", "m2", "m3").Change(static b => b.Do(Move.Crash, "m3"));
        Remember("m1", stage.Store.Enc(under, old));
        Remember("m2", under);
        stage.Change(Expose("m1")).Change(Expose("m2"));

        Violated().ShouldBe("");
    }

    [Theory]
    [InlineData("expose=1", true)]
    [InlineData("replay=1,leave=1", false)]
    public void They_are_about_runs_in_which_somebody_may_be_exposed(string faults, bool expected)
    {
        var setting = new WorldBench(2, faults).World.Setting;

        monitors.ShouldAllBe(m => m.IsAbout(setting) == expected);
        setting.IsAttacked.ShouldBe(!expected, "to look is no attack");
    }

    private static Action<WorldBench> Expose(string name) => b => b.Do(Move.Expose, name);

    /// <summary>The member has something in its memory that it should not have.</summary>
    private void Remember(string name, Term term) => stage.Act(name, m => (m with { Traffic = m.Traffic with { Keys = [.. m.Traffic.Keys, new EpochKey(default, term, term)] } }, []));

    private string Violated() => string.Join(' ', monitors.Where(m => m.End(stage.Bench.World, true) is not null).Select(static m => m.Name).Order(StringComparer.Ordinal));

    private string? Message(string property) => monitors.Single(m => m.Name == property).End(stage.Bench.World, true);
}
