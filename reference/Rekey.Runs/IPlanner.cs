using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Runs;

/// <summary>A report to the leader of a new view.</summary>
public interface IReport
{
    /// <summary>What it tells.</summary>
    Told Told { get; }
}

/// <summary>The leader's word that opens a run, and says what it is about. One that is sealed goes to each member on its own.</summary>
public interface IAnnouncement;

/// <summary>How a run of one protocol goes: what is gathered, announced, said, computed and kept. When it begins and ends is the machine's (<see cref="RunMachine{TKept,TOpen}"/>).</summary>
/// <remarks>All functions are pure, and total in what others say.</remarks>
/// <typeparam name="TKept">What a member keeps.</typeparam>
/// <typeparam name="TOpen">An open run.</typeparam>
public interface IPlanner<TKept, TOpen>
    where TKept : Kept
    where TOpen : OpenRun
{
    /// <summary>What a run is announced by, as people call it: a tree, a lineup, a key.</summary>
    string Announced { get; }

    /// <summary>The rule that a second report of one member breaks.</summary>
    RuleId OneReport { get; }

    /// <summary>Whether the leader still knows the reports when the run is open.</summary>
    bool KeepsReports { get; }

    /// <summary>A member that has no view yet.</summary>
    RunMember<TKept, TOpen> Newcomer(MemberId self);

    /// <summary>What a member tells the leader of a new view; null where the leader of the protocol asks nobody.</summary>
    Told? Tell(MemberId self, TKept? kept);

    /// <summary>The message that tells it.</summary>
    Message Report(Header header, Told told);

    /// <summary>Why nobody can tell this; null where somebody can.</summary>
    Objection? Judge(Told told);

    /// <summary>What the leader of a new view announces, when all have told.</summary>
    Message First(RunMember<TKept, TOpen> leader, Header header, IEntropy entropy);

    /// <summary>What a leader announces for a new key of the same view.</summary>
    Message Refresh(RunMember<TKept, TOpen> leader, Header header, IEntropy entropy);

    /// <summary>A member's part in what was announced, or why that cannot be, as far as the member can tell; the leader's own part as well.</summary>
    Turn<TOpen> Begin(RunMember<TKept, TOpen> member, Message announcement, IEntropy entropy);

    /// <summary>Another message of a run, open or not, to a member that is not blocked.</summary>
    Turn<TOpen> Take(RunMember<TKept, TOpen> member, Message message, IEntropy entropy);

    /// <summary>What a member keeps when it commits the key of its open run; null where the protocol keeps nothing.</summary>
    TKept? Keep(RunMember<TKept, TOpen> member);

    /// <summary>What a member alone in its view keeps.</summary>
    TKept? Alone(RunMember<TKept, TOpen> member, Epoch epoch, IEntropy entropy);
}

/// <summary>How a run stands after a message.</summary>
public enum Standing : byte
{
    /// <summary>It goes on.</summary>
    On,

    /// <summary>The message rests on something that has not come yet.</summary>
    Early,

    /// <summary>Nothing of the message is needed.</summary>
    Moot,

    /// <summary>The message cannot be one of this run.</summary>
    Refused,
}

/// <summary>What a planner makes of an announcement or of a message.</summary>
/// <typeparam name="TOpen">An open run.</typeparam>
/// <param name="Standing">How the run stands.</param>
/// <param name="Next">The run after it; null where it does not go on.</param>
/// <param name="Said">What the member says, in order.</param>
/// <param name="Refusal">Why not; null where it is not refused.</param>
public readonly record struct Turn<TOpen>(Standing Standing, TOpen? Next, ImmutableArray<Say> Said, Objection? Refusal)
    where TOpen : OpenRun
{
    /// <summary>The message comes too early.</summary>
    public static Turn<TOpen> Early { get; } = new(Standing.Early, null, [], null);

    /// <summary>The message is of no use.</summary>
    public static Turn<TOpen> Moot { get; } = new(Standing.Moot, null, [], null);

    /// <summary>The run goes on.</summary>
    public static Turn<TOpen> To(TOpen next, ImmutableArray<Say> said) => new(Standing.On, next, said, null);

    /// <summary>The message cannot be one of this run.</summary>
    public static Turn<TOpen> Refuse(Objection refusal) => new(Standing.Refused, null, [], refusal);
}
