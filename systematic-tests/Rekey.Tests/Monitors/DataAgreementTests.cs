using Rekey.Core;
using Rekey.Monitors;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of DataAgreement (spec/properties.md, "DataAgreement").</summary>
public sealed class DataAgreementTests
{
    private readonly PuppetStage stage = new(3, new DataAgreement());

    private static MemberId M1 => MemberId.Parse("m1");

    [Fact]
    public void Who_delivered_or_sent_the_same_may_move_together() => stage
        .Emit("m1", Data("m1", 1, 1)).Emit("m2", Delivered(1, 1)).Emit("m3", Delivered(1, 1)).Change(static b => b.Join("m1")).Accepted();

    [Fact]
    public void Who_parts_company_may_differ() => stage
        .Emit("m1", Data("m1", 1, 1)).Emit("m2", Delivered(1, 1)).Change(static b => b.Split("m1 m2", "m3")).Accepted();

    [Fact]
    public void A_payload_that_one_delivered_and_the_other_did_not_is_rejected()
    {
        stage.Emit("m2", Delivered(1, 1)).Change(static b => b.Do(Move.Crash, "m1"));

        stage.Rejected("m2 and m3 leave 1.m1{m1,m2,m3} together, and only m2 has number 1 of m1 under run 1");
    }

    [Fact]
    public void It_does_not_matter_who_moves_first()
    {
        stage.Emit("m3", Delivered(2, 7)).Change(static b => b.Do(Move.Crash, "m1"));

        stage.Rejected("m3 and m2 leave 1.m1{m1,m2,m3} together, and only m3 has number 7 of m1 under run 2");
    }

    [Fact]
    public void From_whom_something_was_withheld_is_excused_in_that_view_and_no_longer()
    {
        stage.Emit("m1", new Multicast(stage.KeyMessage("m1", 1, stage.Key(), null)));
        stage.Bench.Do(Move.Withhold, "m3");
        stage.Emit("m2", Delivered(1, 1)).Change(static b => b.Do(Move.Crash, "m1")).Accepted();

        stage.Emit("m2", Delivered(1, 1)).Change(static b => b.Join("m2"));
        stage.Rejected("m2 and m3 leave 2.m2{m2,m3} together, and only m2 has number 1 of m1 under run 1");
    }

    private Multicast Data(string name, uint run, uint sequence) => stage.Data(name, run, sequence, stage.Key(run), stage.Store.Payload(M1, 0));

    private DeliverData Delivered(uint run, uint sequence) =>
        new(M1, new Epoch(Anywhere.Group, stage.Bench["m2"].Installed!.View.Id, run), sequence, stage.Store.Payload(M1, 0));
}
