using Rekey.Core;

namespace Rekey.Worlds.Groups;

/// <summary>Where processes are in several groups: what the world of one group leaves to those who know all of them.</summary>
/// <param name="groups">The world of all groups.</param>
/// <param name="number">The group's number.</param>
/// <param name="members">Who is in the group from the beginning.</param>
internal sealed class Seat(GroupsWorld groups, int number, IReadOnlyList<MemberId> members)
{
    /// <summary>Who is in the group from the beginning, in the order of processes.</summary>
    public IReadOnlyList<MemberId> Members => members;

    /// <summary>What is left of each fault: one budget for all groups.</summary>
    public int[] Budget => groups.Budget;

    /// <summary>The one source of randomness of a process, or of the adversary.</summary>
    public IEntropy EntropyFor(MemberId id) => groups.EntropyFor(id);

    /// <summary>The number of the next payload of a process, whatever group it is for: no two of them are alike.</summary>
    public uint NextPayload(MemberId id) => groups.NextPayload(id);

    /// <summary>A process's stack takes an input of this group.</summary>
    public void Feed(Process process, PortEvent input) => groups.Feed(number, process, input);
}
