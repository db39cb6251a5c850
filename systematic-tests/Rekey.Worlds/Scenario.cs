using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Worlds;

/// <summary>What is explored: a protocol, how many members it begins with, and what may go wrong.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Members">How many members form the first view; 1 to 64.</param>
/// <param name="Faults">What may go wrong.</param>
public sealed record Scenario(ProtocolDefinition Protocol, int Members, FaultBudget Faults)
{
    /// <summary>Largest number of members that exploration accepts.</summary>
    public const int MaxMembers = 64;

    /// <summary>The group of every scenario.</summary>
    public static readonly GroupId Group = new("g");

    /// <summary>From what the run begins.</summary>
    public RunStart Start { get; init; } = RunStart.Plain;

    /// <summary>Names of the first members.</summary>
    public MemberId NameOf(int index) => Start.NameOf(index, Members);
}
