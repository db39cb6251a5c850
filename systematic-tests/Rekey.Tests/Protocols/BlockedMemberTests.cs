using Rekey.Core;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Benches;
using Shouldly;
using Xunit;
using PSpec = Rekey.Spec.Protocols.P;

namespace Rekey.Tests.Protocols;

/// <summary>What a blocked member makes of the leader's word that opens a run (T-06, T-11, P-05), in every protocol.</summary>
public sealed class BlockedMemberTests
{
    private static readonly MemberId Leader = MemberId.Parse("m1");
    private static readonly MemberId Blocked = MemberId.Parse("m2");

    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    /// <summary>What was sent in good faith before its sender was blocked is ignored. No honest leader ever sends a run out of turn, so that is rejected as at other times.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public void It_ignores_the_announcement_of_the_next_run_and_rejects_any_other(string protocol)
    {
        var bench = new Bench(ProtocolRegistry.Find(protocol), new SymbolicBinding(Anywhere.Group)).Install(1, ["m1", "m2", "m3"]).Settle();
        bench.Feed(Leader, RefreshRequested.Instance).ShouldBeOfType<Moved>();
        bench.Feed(Blocked, BlockRequested.Instance).ShouldBeOfType<Moved>();
        var parcel = bench.Table.Single(p => p.To == Blocked && bench.Open(p) is IAnnouncement);
        var announcement = bench.Open(parcel);
        announcement.Header.Run.ShouldBe(2u);

        foreach (var run in new[] { 1u, 3u })
        {
            var header = announcement.Header with { Run = run, Stamp = ((RunMember)bench[Leader]).Stamps?.Next().Stamp };
            var other = bench.Feed(Blocked, new Received(Leader, Protect(bench, announcement with { Header = header }))).ShouldBeOfType<Rejected>();
            (other.Rule, other.Reason).ShouldBe((TerminationRules.OnceInOrder, new Rejection(RejectionKind.WrongRun, "header.run", "2")));
        }

        var rule = protocol == "P" ? PSpec.KeyWhileBlocked : TerminationRules.BlockAbandons;
        bench.Feed(Blocked, new Received(Leader, parcel.Envelope)).ShouldBeOfType<Ignored>().Rule.ShouldBe(rule);
    }

    private static Envelope Protect(Bench bench, Message message) => message.Type.Protection == Protection.Sealed
        ? bench.Binding.Envelopes.Seal(message, Blocked, bench.Binding.EntropyFor(Leader))
        : bench.Binding.Envelopes.Sign(message);
}
