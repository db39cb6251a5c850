using Rekey.Core;
using Rekey.Monitors;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of NonceUniqueness (spec/properties.md, "NonceUniqueness").</summary>
public sealed class NonceUniquenessTests
{
    private readonly PuppetStage stage = new(2, new NonceUniqueness());

    [Fact]
    public void Other_numbers_other_senders_and_other_keys_are_accepted() => stage
        .Emit("m1", Data("m1", 1, 1, 0)).Emit("m1", Data("m1", 1, 2, 1)).Emit("m2", Data("m2", 1, 1, 0)).Emit("m1", Data("m1", 2, 1, 2)).Accepted();

    [Fact]
    public void One_ciphertext_sent_again_is_no_second_encryption()
    {
        var data = Data("m1", 1, 1, 0);
        stage.Emit("m1", data).Emit("m1", data).Accepted();
    }

    [Fact]
    public void A_number_that_comes_again_under_its_key_is_rejected()
    {
        stage.Emit("m1", Data("m1", 1, 1, 0)).Emit("m1", Data("m1", 1, 1, 1));

        stage.Rejected("m1 encrypts under traffic(n(m1,101),m1) with nonce 1, as m1 did before");
    }

    [Fact]
    public void A_key_and_nonce_that_another_member_used_in_another_view_are_rejected()
    {
        stage.Emit("m1", Data("m1", 1, 1, 0)).Change(static b => b.Do(Move.Crash, "m1"));
        stage.Emit("m2", stage.Data("m2", 1, 1, stage.Key(1), Payload(1)) is { Envelope: SymbolicEnvelope mine }
            ? new Multicast(mine.Reprotect(stage.Store.Kdf("traffic", stage.Key(1), MemberId.Parse("m1")), mine.Iv!))
            : null!);

        stage.Rejected("m2 encrypts under traffic(n(m1,101),m1) with nonce 1, as m1 did before");
    }

    [Fact]
    public void A_nonce_that_is_not_the_number_is_rejected_before_it_comes_twice()
    {
        var envelope = (SymbolicEnvelope)Data("m1", 1, 2, 0).Envelope;
        stage.Emit("m1", new Multicast(envelope.Reprotect(envelope.TrafficKey!, stage.Store.Number(1))));

        stage.Rejected("m1 encrypts number 2 under traffic(n(m1,101),m1) with nonce 1, which is not that number");
    }

    [Fact]
    public void What_a_member_sends_to_one_other_counts_too()
    {
        stage.Emit("m1", Data("m1", 1, 1, 0)).Emit("m1", new Unicast(MemberId.Parse("m2"), Data("m1", 1, 1, 1).Envelope));

        stage.Rejected("m1 encrypts under traffic(n(m1,101),m1) with nonce 1, as m1 did before");
    }

    private Rekey.Crypto.Symbolic.Term Payload(uint number) => stage.Store.Payload(MemberId.Parse("m1"), number);

    private Multicast Data(string name, uint run, uint sequence, uint payload) => stage.Data(name, run, sequence, stage.Key(run), Payload(payload));
}
