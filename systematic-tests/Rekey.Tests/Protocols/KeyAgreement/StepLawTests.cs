using FsCheck;
using FsCheck.Fluent;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Tests.Protocols.P;
using Rekey.Worlds;
using Shouldly;
using Xunit;
using Outcome = Rekey.Core.Outcome;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>
/// The laws of <c>Step</c> (spec/model/system.md) for the key agreements: it is a function of state, input and entropy, it leaves the state that it is given
/// as it was, and what is no move changes nothing and draws nothing. They are asked of every step of random schedules with faults and attacks.
/// </summary>
public sealed class StepLawTests
{
    public static TheoryData<string> Protocols() => Agreements.Names;

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_step_keeps_the_laws(string protocol)
    {
        var kinds = new HashSet<Type>();
        Prop.ForAll<ulong>(seed => WatchedRun.Explore(Everything(protocol), seed, (inner, state, input, entropy) =>
        {
            var (before, deep, draws) = (state.Fingerprint, Deep((AgreementMember)state), entropy.Draws);
            var again = new WatchedRun.Position(entropy.Owner, draws);
            var (first, second) = (inner.Step(state, input, entropy), inner.Step(state, input, again));
            kinds.Add(first.GetType());
            OutcomeText.Of(second).ShouldBe(OutcomeText.Of(first));
            again.Draws.ShouldBe(entropy.Draws);
            (state.Fingerprint, Deep((AgreementMember)state)).ShouldBe((before, deep));
            if (first is Moved moved)
            {
                var cell = ProtocolRegistry.Find(protocol).Spec.Table[moved.Cell.State, moved.Cell.Trigger];
                (moved.Cell.State, cell.Next, cell.Rule).ShouldBe((state.Control, moved.Member.Control, moved.Rule));
                Keeps((AgreementMember)state, (AgreementMember)moved.Member, input);
            }
            else
            {
                entropy.Draws.ShouldBe(draws);
                new Mailbox(state).Offer(inner, input, again, static (_, _, _) => { }).State.ShouldBeSameAs(state);
            }

            return first;
        }) > 0).Check(PropertySeeds.Throwing(25));
        kinds.ShouldBe([typeof(Moved), typeof(Ignored), typeof(Deferred), typeof(Rejected)], ignoreOrder: true);
    }

    /// <summary>A-09: the base changes with the committed key and never otherwise.</summary>
    private static void Keeps(AgreementMember before, AgreementMember after, PortEvent input)
    {
        if (input is LeaveRequested)
        {
            after.Base.ShouldBeNull();
            return;
        }

        var commits = after.Current is { } current && current != before.Current;
        (after.Base != before.Base).ShouldBe(commits);
        if (commits)
        {
            (after.Base!.Epoch, after.Base.Members.SequenceEqual(after.View!.Members)).ShouldBe((after.Current!.Epoch, true));
        }
    }

    private static string Deep(AgreementMember m) => string.Join(' ',
        m.View, m.Control, m.Current, m.Staged, m.Acked.Fingerprint, m.Traffic.Sent, string.Join(';', m.Traffic.Heard), m.Base?.Epoch, m.Base?.Foundation.Fingerprint,
        string.Join(';', m.Reports), m.Open?.Epoch, m.Open?.Lineup.Components.Length, m.Open?.Agreement.Fingerprint, m.Stamps?.Fingerprint);

    private static Scenario Everything(string protocol) => new(
        ProtocolRegistry.Find(protocol), 3, FaultBudget.Parse("crash=1,recover=1,leave=1,join=1,partition=1,merge=1,refresh=2,send=2,replay=2,forge=2,alter=2,withhold=1,depth=3"));
}
