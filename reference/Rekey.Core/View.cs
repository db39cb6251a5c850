using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>
/// Names a view uniquely, across partitions too: the proposer's logical time, and the proposer (spec/model/virtual-synchrony.md, VS-3).
/// </summary>
/// <param name="Counter">Larger than that of every view that a member of this one installed before.</param>
/// <param name="Proposer">The member that proposed the view: its smallest.</param>
public readonly record struct ViewId(uint Counter, MemberId Proposer)
{
    /// <summary>For example <c>2.m1</c>.</summary>
    public override string ToString() => $"{Counter}.{Proposer}";

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint => Core.Fingerprint.Mix(Counter, Proposer.Fingerprint);
}

/// <summary>A membership as the group communication system reports it (paper A, section 1).</summary>
public sealed class View
{
    /// <summary>Makes a view.</summary>
    /// <exception cref="ArgumentException">No members, or members not in strictly ascending order of name.</exception>
    public View(ViewId id, ImmutableArray<MemberId> members)
    {
        if (members.IsDefaultOrEmpty)
        {
            throw new ArgumentException("a view has at least one member", nameof(members));
        }

        for (var i = 1; i < members.Length; i++)
        {
            if (members[i] <= members[i - 1])
            {
                throw new ArgumentException($"members must ascend by name: {members[i - 1]} before {members[i]}", nameof(members));
            }
        }

        Id = id;
        Members = members;
    }

    /// <summary>The name of this view.</summary>
    public ViewId Id { get; }

    /// <summary>The members in ascending order of name; the paper's m_1 to m_n.</summary>
    public ImmutableArray<MemberId> Members { get; }

    /// <summary>The paper's m_1.</summary>
    public MemberId Leader => Members[0];

    /// <summary>Place of a member, from 0; -1 for a process that is no member.</summary>
    public int IndexOf(MemberId member)
    {
        for (var i = 0; i < Members.Length; i++)
        {
            if (Members[i] == member)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the process is a member.</summary>
    public bool Contains(MemberId member) => IndexOf(member) >= 0;

    /// <summary>For example <c>2.m1{m1,m2}</c>.</summary>
    public override string ToString() => $"{Id}{{{string.Join(',', Members)}}}";
}

/// <summary>One group key's place in time: its group, the view it is for, and the number of the run that made it, from 1.</summary>
/// <param name="Group">The group; null in the default value, which is no epoch of any group.</param>
/// <param name="View">The view.</param>
/// <param name="Run">1 for the key that the view begins with; each refresh adds one.</param>
public readonly record struct Epoch(GroupId? Group, ViewId View, uint Run)
{
    /// <summary>Of two epochs of views that one member installed: whether this one is the earlier (VS-3).</summary>
    public bool ComesBefore(Epoch other) => (View.Counter, Run).CompareTo((other.View.Counter, other.Run)) < 0;

    /// <summary>For example <c>2.m1/1</c>: within its group. Whoever tells of several groups names them beside it.</summary>
    public override string ToString() => $"{View}/{Run}";

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint => Core.Fingerprint.Mix(Core.Fingerprint.Mix(View.Fingerprint, Run), Group?.Fingerprint ?? 0);
}
