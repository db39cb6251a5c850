using Rekey.Core;
using Rekey.Monitors;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of EpochBinding (spec/properties.md, "EpochBinding").</summary>
public sealed class EpochBindingTests
{
    private readonly PuppetStage stage = new(2, new EpochBinding());

    [Fact]
    public void Each_epochs_own_traffic_key_is_accepted() => stage
        .CommitAll(1, stage.Key(1), "m1", "m2").Emit("m1", Data("m1", 1, 1)).Emit("m2", Data("m2", 1, 1))
        .Commit("m1", 2, stage.Key(2)).Emit("m1", Data("m1", 2, 2)).Emit("m1", Data("m1", 1, 1)).Accepted();

    [Fact]
    public void The_key_of_another_run_is_rejected()
    {
        stage.Commit("m1", 1, stage.Key(1)).Commit("m1", 2, stage.Key(2));
        stage.Emit("m1", new Multicast(((SymbolicEnvelope)Data("m1", 2, 2).Envelope).Reprotect(stage.Store.Kdf("traffic", stage.Key(1), MemberId.Parse("m1")), stage.Store.Number(1))));

        stage.Rejected("m1 sends group data under 1.m1/2 with traffic key traffic(n(m1,101),m1); its own of that epoch is traffic(n(m1,102),m1)");
    }

    [Fact]
    public void The_key_identifier_of_another_run_is_rejected()
    {
        stage.Commit("m1", 1, stage.Key(1)).Emit("m1", Data("m1", 1, 2));

        stage.Rejected("m1 sends group data under 1.m1/1 with key identifier id(n(m1,102)); the epoch's is id(n(m1,101))");
    }

    [Fact]
    public void What_goes_by_the_state_and_not_by_what_was_told_is_rejected()
    {
        var used = stage.EpochKey("m1", 1, stage.Key(1));
        stage.Act("m1", m => (m with { Current = used }, [new KeyCommitted(used.Epoch, stage.Key(2))])).Emit("m1", Data("m1", 1, 1));

        stage.Rejected("m1 sends group data under 1.m1/1 with key identifier id(n(m1,101)); the epoch's is id(n(m1,102))");
    }

    [Fact]
    public void An_epoch_that_the_application_was_never_told_of_is_rejected()
    {
        stage.Hold("m1", 1, stage.Key(1)).Emit("m1", Data("m1", 1, 1));

        stage.Rejected("m1 sends group data under 1.m1/1, of which its application was never told");
    }

    [Fact]
    public void Another_members_name_is_rejected()
    {
        stage.CommitAll(1, stage.Key(1), "m1", "m2").Emit("m1", Data("m2", 1, 1));

        stage.Rejected("m1 sends group data in the name of m2");
    }

    private Multicast Data(string name, uint run, uint key) => stage.Data(name, run, 1, stage.Key(key), stage.Store.Payload(MemberId.Parse("m1"), 0));
}
