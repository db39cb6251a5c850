using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Spec;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Spec;

/// <summary>The abstract service: what it takes for a step of its own, what for nothing, and what it refuses (spec/properties.md, Refinement).</summary>
public sealed class RekeyServiceTests
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private static readonly MemberId M3 = MemberId.Parse("m3");
    private static readonly View First = new(new ViewId(1, M1), [M1, M2]);
    private static readonly View Second = new(new ViewId(2, M1), [M1, M2, M3]);
    private static readonly TermStore Terms = new();
    private readonly RekeyService service = new();

    [Fact]
    public void A_right_history_is_a_step_for_the_first_and_a_stutter_for_the_others()
    {
        service.Install(First, M1).ShouldBe(Simulation.Step);
        service.Install(First, M2).ShouldBe(Simulation.Stutter);
        service.Hold(M1, Run(First, 1), Key(1)).ShouldBe(Simulation.Stutter);
        service.Hold(M2, Run(First, 1), Key(1)).ShouldBe(Simulation.Stutter);
        service.Use(M1, Run(First, 1), Key(1)).ShouldBe(Simulation.Step);
        service.Use(M2, Run(First, 1), Key(1)).ShouldBe(Simulation.Stutter);
        service.Hold(M2, Run(First, 2), Key(2)).ShouldBe(Simulation.Stutter);
        service.Use(M1, Run(First, 2), Key(2)).ShouldBe(Simulation.Step);
        service.Refusal.ShouldBeEmpty();
    }

    [Fact]
    public void A_member_may_come_late_to_a_key_that_was_replaced_meanwhile()
    {
        Keyed();
        service.Hold(M2, Run(First, 2), Key(2));
        service.Use(M1, Run(First, 2), Key(2)).ShouldBe(Simulation.Step);

        service.Use(M2, Run(First, 1), Key(1)).ShouldBe(Simulation.Stutter);
    }

    [Fact]
    public void A_view_without_its_installer_is_refused() => Refused(service.Install(First, M3), "m3 installs 1.m1{m1,m2}, to which it does not belong");

    [Fact]
    public void Two_memberships_of_one_name_are_refused()
    {
        service.Install(First, M1);

        Refused(service.Install(new View(First.Id, [M1, M3]), M1), "two memberships are called 1.m1");
    }

    [Fact]
    public void A_key_for_an_unknown_view_is_refused()
    {
        Refused(service.Hold(M1, Run(First, 1), Key(1)), "unknown view");
        Refused(service.Use(M1, Run(First, 1), Key(1)), "unknown view");
    }

    [Fact]
    public void A_key_that_a_member_of_the_view_does_not_hold_is_refused()
    {
        service.Install(First, M1);

        Refused(service.Use(M1, Run(First, 1), Key(1)), "while m2 does not hold it");
    }

    [Fact]
    public void Holding_another_key_of_the_run_does_not_count_as_holding_this_one()
    {
        service.Install(First, M1);
        service.Hold(M2, Run(First, 1), Key(9));
        service.Hold(M2, Run(First, 2), Key(1));

        Refused(service.Use(M1, Run(First, 1), Key(1)), "while m2 does not hold it");
    }

    [Fact]
    public void A_second_key_for_a_run_is_refused()
    {
        Keyed();

        Refused(service.Use(M2, Run(First, 1), Key(2)), "another key");
    }

    [Fact]
    public void A_run_that_is_skipped_is_refused()
    {
        Keyed();
        service.Hold(M2, Run(First, 3), Key(3));

        Refused(service.Use(M1, Run(First, 3), Key(3)), "has had 1 keys");
    }

    [Fact]
    public void A_key_that_was_a_group_key_before_is_refused()
    {
        Keyed();
        service.Install(Second, M1);
        service.Hold(M2, Run(Second, 1), Key(1));
        service.Hold(M3, Run(Second, 1), Key(1));

        Refused(service.Use(M1, Run(Second, 1), Key(1)), "was a group key before");
    }

    [Fact]
    public void A_reset_forgets_views_keys_and_refusals()
    {
        Keyed();
        service.Use(M1, Run(First, 7), Key(7)).ShouldBe(Simulation.Refused);
        service.Reset();

        service.Refusal.ShouldBeEmpty();
        Keyed();
    }

    private static Epoch Run(View view, uint run) => new(Anywhere.Group, view.Id, run);

    private static Term Key(uint number) => Terms.Nonce(M1, number);

    private void Keyed()
    {
        service.Install(First, M1).ShouldBe(Simulation.Step);
        service.Hold(M2, Run(First, 1), Key(1));
        service.Use(M1, Run(First, 1), Key(1)).ShouldBe(Simulation.Step);
    }

    private void Refused(Simulation simulation, string why)
    {
        simulation.ShouldBe(Simulation.Refused);
        service.Refusal.ShouldContain(why);
    }
}
