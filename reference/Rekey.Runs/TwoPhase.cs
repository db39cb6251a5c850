using Rekey.Core;
using Rekey.Spec.Shared;

namespace Rekey.Runs;

/// <summary>A rejection with the rule that it rests on; null stands for "acceptable".</summary>
/// <param name="Rule">The rule that the input broke.</param>
/// <param name="Reason">What was wrong.</param>
public sealed record Objection(RuleId Rule, Rejection Reason)
{
    /// <summary>Makes an objection.</summary>
    public static Objection Raise(RuleId rule, RejectionKind kind, string field, string expected) => new(rule, new Rejection(kind, field, expected));
}

/// <summary>
/// The two-phase termination of paper A, section 2, as checks and counts that every protocol uses
/// (spec/protocols/termination.md).
/// </summary>
public static class TwoPhase
{
    /// <summary>Checks that a message is of the installed view, and from another member of it (T-09, T-10).</summary>
    public static Objection? CheckOrigin(MemberState state, Wire.Message message)
    {
        if (state.View is not { } view)
        {
            return Objection.Raise(TerminationRules.OtherView, RejectionKind.WrongView, "header.view", "no view is installed");
        }

        if (message.Header.View != view.Id)
        {
            return Objection.Raise(TerminationRules.OtherView, RejectionKind.WrongView, "header.view", view.Id.ToString());
        }

        return message.Header.Sender != state.Self && view.Contains(message.Header.Sender)
            ? null
            : Objection.Raise(TerminationRules.Strangers, RejectionKind.NotMember, "header.sender", "another member of the view");
    }

    /// <summary>Checks an ack at the leader: its run is open, it names its key, and its sender has not been counted (T-03, T-10, T-11).</summary>
    public static Objection? CheckAck(MemberState state, MemberSet acked, Ack ack)
    {
        if (CheckLeads(state) is { } elsewhere)
        {
            return elsewhere;
        }

        if (CheckRun(state, ack.Header.Run, ack.KeyId, TerminationRules.CountAck) is { } objection)
        {
            return objection;
        }

        return acked.Contains(state.View!.IndexOf(ack.Header.Sender))
            ? Objection.Raise(TerminationRules.OnceInOrder, RejectionKind.Duplicate, "ack", $"one ack from {ack.Header.Sender}")
            : null;
    }

    /// <summary>Checks a ProtoDone: from the leader, for the staged key (T-05, T-10, T-11).</summary>
    public static Objection? CheckDone(RunMember state, ProtoDone done) => CheckLeader(state, done.Header.Sender) ?? (state.AwaitsDone
        ? CheckRun(state, done.Header.Run, done.KeyId, TerminationRules.Done)
        : Objection.Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", "no run is open"));

    /// <summary>Checks that a message comes from the leader of the view (T-10).</summary>
    public static Objection? CheckLeader(MemberState state, MemberId sender) => sender == state.View!.Leader
        ? null
        : Objection.Raise(TerminationRules.Strangers, RejectionKind.NotEntitled, "header.sender", $"the leader {state.View.Leader}");

    /// <summary>Checks that a message for the leader is at the leader (T-10).</summary>
    public static Objection? CheckLeads(MemberState state) => state.View!.Leader == state.Self
        ? null
        : Objection.Raise(TerminationRules.Strangers, RejectionKind.NotEntitled, "recipient", $"the leader {state.View.Leader}");

    /// <summary>Whether an ack that passed the checks is the last one missing (T-04).</summary>
    public static bool IsLast(MemberState state, MemberSet acked) => acked.Count + 2 == state.View!.Members.Length;

    private static Objection? CheckRun(MemberState state, uint run, CryptoValue keyId, RuleId rule)
    {
        if (state.Staged is not { } staged || staged.Epoch.Run != run)
        {
            return Objection.Raise(TerminationRules.OnceInOrder, RejectionKind.WrongRun, "header.run", state.Staged?.Epoch.Run.ToString() ?? "no run is open");
        }

        return staged.KeyId.Equals(keyId)
            ? null
            : Objection.Raise(rule, RejectionKind.WrongKey, "keyId", staged.KeyId.ToString()!);
    }
}
