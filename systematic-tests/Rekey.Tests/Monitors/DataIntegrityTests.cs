using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Monitors;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of DataIntegrity (spec/properties.md, "DataIntegrity").</summary>
public sealed class DataIntegrityTests
{
    private readonly PuppetStage stage = new(3, new DataIntegrity());

    [Fact]
    public void Payloads_as_they_were_sent_are_accepted() =>
        Sent("m1", 1, 1).Sent("m1", 1, 2).Sent("m3", 1, 1).Got("m2", "m1", 1, 1).Got("m2", "m3", 1, 1).Got("m2", "m1", 1, 2).Got("m3", "m1", 1, 1).stage.Accepted();

    [Fact]
    public void Numbers_begin_anew_with_each_run() => Sent("m1", 1, 1).Sent("m1", 2, 1).Got("m2", "m1", 1, 1).Got("m2", "m1", 2, 1).stage.Accepted();

    [Fact]
    public void Numbers_begin_anew_with_each_view()
    {
        Sent("m1", 3, 1).Got("m2", "m1", 3, 1).stage.Change(static b => b.Do(Move.Crash, "m3"));

        Sent("m1", 1, 1).Got("m2", "m1", 1, 1).stage.Accepted();
    }

    [Fact]
    public void What_is_missing_at_the_end_of_a_run_is_no_gap() =>
        Sent("m1", 1, 1).Sent("m1", 1, 2).Sent("m1", 2, 1).Got("m2", "m1", 1, 1).Got("m2", "m1", 2, 1).stage.Accepted();

    [Theory]
    [InlineData(1, 2, "m2 delivers number 2 of m1 in 1.m1/1, and number 1 of that epoch never came")]
    [InlineData(1, 3, "m2 delivers number 3 of m1 in 1.m1/1, and number 2 of that epoch never came")]
    [InlineData(2, 2, "m2 delivers number 2 of m1 in 1.m1/2, and number 1 of that epoch never came")]
    public void A_payload_after_a_gap_is_rejected(uint run, uint sequence, string message)
    {
        Sent("m1", 1, 1).Sent("m1", 1, 2).Sent("m1", 1, 3).Sent("m1", 2, 1).Sent("m1", 2, 2);

        (sequence == 3 || run == 2 ? Got("m2", "m1", 1, 1) : this).Got("m2", "m1", run, sequence).stage.Rejected(message);
    }

    [Fact]
    public void A_payload_that_was_never_sent_is_rejected() =>
        Got("m2", "m1", 1, 1).stage.Rejected("m2 delivers data(m1,11) as number 1 of m1 in 1.m1/1, which m1 never sent");

    [Theory]
    [InlineData("m1", 2, 1, "m2 delivers data(m1,21) as number 1 of m1 in 1.m1/2, which m1 never sent")]
    [InlineData("m1", 1, 2, "m2 delivers data(m1,12) as number 2 of m1 in 1.m1/1, which m1 never sent")]
    [InlineData("m3", 1, 1, "m2 delivers data(m3,11) as number 1 of m3 in 1.m1/1, which m3 never sent")]
    public void A_payload_under_another_name_is_rejected(string sender, uint run, uint sequence, string message) =>
        Sent("m1", 1, 1).Got("m2", sender, run, sequence).stage.Rejected(message);

    [Fact]
    public void Another_payload_under_the_name_is_rejected() =>
        Sent("m1", 1, 1).Got("m2", "m1", 1, 1, stage.Store.Payload(MemberId.Parse("m1"), 5)).stage
            .Rejected("m2 delivers data(m1,5) as number 1 of m1 in 1.m1/1, which m1 never sent");

    [Fact]
    public void A_payload_delivered_before_it_was_sent_is_rejected()
    {
        var payload = Payload("m1", 1, 1);
        stage.Emit("m1", new DeliverData(MemberId.Parse("m1"), Epoch("m1", 1), 1, payload), stage.Data("m1", 1, 1, stage.Key(), payload));

        stage.Rejected("m1 delivers data(m1,11) as number 1 of m1 in 1.m1/1, which m1 never sent");
    }

    [Fact]
    public void A_payload_that_is_delivered_twice_is_rejected() =>
        Sent("m1", 1, 1).Got("m2", "m1", 1, 1).Got("m2", "m1", 1, 1).stage.Rejected("m2 delivers number 1 of m1 in 1.m1/1 after number 1 of run 1");

    [Fact]
    public void An_earlier_payload_after_a_later_one_is_rejected() =>
        Sent("m1", 1, 1).Sent("m1", 1, 2).Got("m2", "m1", 1, 1).Got("m2", "m1", 1, 2).Got("m2", "m1", 1, 1).stage.Rejected("m2 delivers number 1 of m1 in 1.m1/1 after number 2 of run 1");

    [Fact]
    public void A_payload_of_an_earlier_run_after_one_of_a_later_is_rejected() =>
        Sent("m1", 1, 1).Sent("m1", 2, 1).Got("m2", "m1", 2, 1).Got("m2", "m1", 1, 1).stage.Rejected("m2 delivers number 1 of m1 in 1.m1/1 after number 1 of run 2");

    private Epoch Epoch(string name, uint run) => new(Anywhere.Group, stage.Bench[name].Installed!.View.Id, run);

    private Term Payload(string sender, uint run, uint sequence) => stage.Store.Payload(MemberId.Parse(sender), (10 * run) + sequence);

    private DataIntegrityTests Sent(string sender, uint run, uint sequence)
    {
        stage.Emit(sender, stage.Data(sender, run, sequence, stage.Key(), Payload(sender, run, sequence)));
        return this;
    }

    private DataIntegrityTests Got(string receiver, string sender, uint run, uint sequence, CryptoValue? payload = null)
    {
        stage.Emit(receiver, new DeliverData(MemberId.Parse(sender), Epoch(receiver, run), sequence, payload ?? Payload(sender, run, sequence)));
        return this;
    }
}
