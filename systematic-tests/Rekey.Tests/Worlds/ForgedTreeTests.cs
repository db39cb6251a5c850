using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyTrees.Runs;
using Rekey.Tests.Protocols.KeyTrees;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>The trees that the adversary makes up: nothing but the signature may give them away (spec/model/adversary.md).</summary>
public sealed class ForgedTreeTests
{
    [Theory]
    [InlineData("C", 2)]
    [InlineData("C", 5)]
    [InlineData("B", 2)]
    [InlineData("O", 3)]
    [InlineData("O-balanced", 5)]
    [InlineData("O3", 4)]
    public void A_forged_tree_is_one_that_a_leader_could_have_announced(string name, int members)
    {
        MemberId[] ids = [.. Enumerable.Range(1, members).Select(static i => MemberId.Parse($"m{i}"))];
        var view = new View(new ViewId(3, ids[0]), [.. ids]);
        var (epoch, suite) = (new Epoch(Anywhere.Group, view.Id, 2), new SymbolicSuite(new TermStore()));
        var key = suite.Store.Nonce(MemberId.Parse("~outsider"), 0);
        var protocol = TreeBench.Find(name);
        var forged = protocol.Definition.Forgeries(view, new Header(Anywhere.Group, view.Id, 2, ids[0]), new ForgedSecret(new EpochKey(epoch, key, suite.KeyId(key)), suite.Agreement.Generator));

        TreeCheck.Objection(forged.OfType<TreeAnnouncement>().Single().Tree, epoch, view, protocol).ShouldBeNull();
    }
}
