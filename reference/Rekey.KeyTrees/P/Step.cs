using Rekey.Core;
using Rekey.Crypto;
using Rekey.Termination;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.Termination.Objection;

namespace Rekey.KeyTrees.P;

/// <summary>Protocol P (paper A, section 2): how the key gets to the members; all else is in <see cref="GroupMachine{TMember,TState,TTrigger}"/>.</summary>
public sealed class PMachine(GroupId group, ICipherSuite suite, IEnvelopes envelopes)
    : GroupMachine<PMember, PState, PTrigger>(group, suite, envelopes, PMessages.Catalogue, Spec.Protocols.P.Table, Shared)
{
    private static readonly SharedTriggers<PTrigger> Shared = new(
        PTrigger.Block,
        PTrigger.Leave,
        PTrigger.AckPartial,
        PTrigger.AckLast,
        PTrigger.Done,
        PTrigger.RefreshForward,
        PTrigger.RefreshAsked,
        PTrigger.SendKeyed,
        PTrigger.SendUnkeyed,
        PTrigger.DataCommitted,
        PTrigger.DataStaged);

    /// <inheritdoc/>
    public override MemberState Initial(MemberId self) => new PMember { Self = self, Control = (byte)PState.Outside };

    /// <summary>P-01, P-02, P-03.</summary>
    protected override Outcome OnView(PMember member, View view, IEntropy entropy)
    {
        var fresh = new PMember { Self = member.Self, Control = member.Control, View = view };
        if (view.Leader != member.Self)
        {
            return Decide(member, PTrigger.ViewFollows, (_, _) => (fresh, None));
        }

        return view.Members.Length == 1
            ? Decide(member, PTrigger.ViewAlone, (_, _) => CommitAlone(fresh, entropy))
            : Decide(member, PTrigger.ViewLeads, (_, _) => OpenRefresh(fresh, entropy));
    }

    /// <inheritdoc/>
    protected override Outcome OnOwnRefresh(PMember member, IEntropy entropy) => member.View!.Members.Length == 1
        ? Decide(member, PTrigger.RefreshAlone, (m, _) => CommitAlone(m, entropy))
        : Decide(member, PTrigger.RefreshOwn, (m, _) => OpenRefresh(m, entropy));

    /// <inheritdoc/>
    protected override Outcome OnMessage(PMember member, Received received, Message message, IEntropy entropy)
    {
        var key = (Key)message;
        return Unless(CheckKey(member, key), received, member, PTrigger.Key, (m, _) => TakeKey(m, key));
    }

    /// <summary>P-01 and P-06: a fresh key, staged, and one sealed message to every other member.</summary>
    protected override (PMember State, PortEvent[] Effects) OpenRefresh(PMember member, IEntropy entropy)
    {
        var view = member.View!;
        var staged = NewKey(member, entropy);
        var message = new Key(HeaderOf(member, staged.Epoch.Run), staged.Key);
        var effects = new PortEvent[view.Members.Length - 1];
        for (var i = 0; i < effects.Length; i++)
        {
            effects[i] = new Unicast(view.Members[i + 1], Envelopes.Seal(message, view.Members[i + 1], entropy));
        }

        return (member with { Staged = staged, Acked = default }, effects);
    }

    /// <summary>T-10, T-11: only the leader, only the next run, only while none is open; the table ignores it while blocked (P-05).</summary>
    private static Objection? CheckKey(PMember member, Key key) =>
        TwoPhase.CheckLeader(member, key.Header.Sender)
        ?? (member.Staged is null && key.Header.Run == member.LastRun + 1
            ? null
            : Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", member.Staged is null ? $"{member.LastRun + 1}" : "no key while a run is open"));

    /// <summary>P-03, and P-06 for a member alone.</summary>
    private (PMember State, PortEvent[] Effects) CommitAlone(PMember member, IEntropy entropy) =>
        Commit(member with { Staged = NewKey(member, entropy) }, None);

    /// <summary>P-04 and T-01: stage the key, acknowledge it by its identifier.</summary>
    private (PMember State, PortEvent[] Effects) TakeKey(PMember member, Key key)
    {
        var staged = member with { Staged = GroupKey(member, key.Header.Run, key.GroupKey) };
        return (staged, [AckOf(staged)]);
    }

    private EpochKey NewKey(PMember member, IEntropy entropy) => GroupKey(member, member.LastRun + 1, Suite.NewKey(entropy));
}
