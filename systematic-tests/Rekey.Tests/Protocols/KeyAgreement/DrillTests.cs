using Rekey.Conformance.Drills;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>What a single lie of one member can do (conformance/formats/drills.md): it is answered, and it never leads two members to different keys.</summary>
public sealed class DrillTests
{
    public static TheoryData<string> Protocols() => Agreements.Names;

    /// <summary>No lie throws, and none makes a member of an epoch use another key than the rest.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void No_lie_breaks_a_member_or_parts_the_group(string protocol)
    {
        var drills = Agreements.Drills(protocol);

        drills.Count.ShouldBeGreaterThan(500);
        drills.Where(static d => d.Answer.StartsWith("broken") || d.After.Contains("DIFFERENT KEYS")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_type_of_message_is_drilled(string protocol) => Agreements.Drills(protocol).Select(static d => d.Message).Distinct()
        .ShouldBe(ProtocolRegistry.Find(protocol).Messages.Types.Where(static t => t.Protection != Protection.GroupEncrypted).Select(static t => t.Name), ignoreOrder: true);

    /// <summary>A-15: wherever an element is expected, the identity is turned away.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_identity_is_rejected_in_every_field(string protocol)
    {
        var drills = Agreements.Drills(protocol).Where(static d => d.Change == "the identity").ToList();

        drills.ShouldNotBeEmpty();
        drills.Where(static d => !d.Answer.StartsWith("WrongGroupElement") && !d.Answer.StartsWith("Deferred") && !d.Answer.StartsWith("Ignored")).ShouldBeEmpty();
        drills.ShouldContain(d => d.Answer.Contains(AgreementRules.NoIdentity.Id));
    }

    /// <summary>Nothing of another view or group, unsigned, or without a stamp gets through, and nothing that another member says in a leader's place.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void What_is_of_elsewhere_or_of_nobody_is_rejected(string protocol)
    {
        string[] fields = ["header.view", "group", "signature", "header.stamp"];
        Agreements.Drills(protocol).Where(d => fields.Contains(d.Field) || (d.Field == "speaker" && d.Message is "LineupAnnouncement" or "ProtoDone"))
            .Where(static d => d.After.Length > 0).ShouldBeEmpty();
    }

    [Fact]
    public void A_difference_is_named_by_its_number()
    {
        var drills = Agreements.Drills("BD");

        Drill.Difference(drills, [.. drills]).ShouldBeNull();
        Drill.Difference(drills, [.. drills.Take(4), drills[4] with { Answer = "none" }, .. drills.Skip(5)]).ShouldBe(5);
        Drill.Difference(drills, [.. drills.SkipLast(1)]).ShouldBe(drills.Count);
    }

    /// <summary>W-14: no spelling of what is no element is taken, over a curve or modulo p.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void What_spells_no_element_is_rejected_over_bytes(string protocol)
    {
        foreach (var (_, suite) in ElementDrill.Suites)
        {
            var drills = ElementDrill.Run(ProtocolRegistry.Find(protocol), suite);
            drills.Count.ShouldBeGreaterThanOrEqualTo(6);
            drills.Where(static d => !d.Answer.StartsWith("WrongGroupElement")).ShouldBeEmpty();
        }
    }
}
