using Rekey.Core;
using Rekey.Monitors;
using Rekey.Worlds;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>The monitor of NewestKey (spec/properties.md, "NewestKey").</summary>
public sealed class NewestKeyTests
{
    private readonly PuppetStage stage = new(2, new NewestKey());

    [Fact]
    public void Who_has_not_committed_the_new_key_yet_sends_under_the_old_one() => stage
        .CommitAll(1, stage.Key(1), "m1", "m2").Commit("m1", 2, stage.Key(2)).Emit("m1", Data("m1", 2)).Emit("m2", Data("m2", 1)).Accepted();

    [Fact]
    public void Who_has_committed_it_does_not()
    {
        stage.Commit("m1", 1, stage.Key(1)).Commit("m1", 2, stage.Key(2)).Emit("m1", Data("m1", 1));

        stage.Rejected("m1 sends group data under 1.m1/1; its newest key is that of 1.m1/2");
    }

    [Fact]
    public void The_key_of_an_older_view_is_not_the_newest()
    {
        stage.Commit("m2", 1, stage.Key(1));
        var old = Data("m2", 1);
        stage.Change(static b => b.Do(Move.Crash, "m1")).Commit("m2", 1, stage.Key(2)).Emit("m2", old);

        stage.Rejected("m2 sends group data under 1.m1/1; its newest key is that of 2.m2/1");
    }

    private Multicast Data(string name, uint run) => stage.Data(name, run, 1, stage.Key(run), stage.Store.Payload(MemberId.Parse("m1"), 0));
}
