using Rekey.Core;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds.Layers;

namespace Rekey.Worlds;

/// <summary>What is explored: a protocol or a layer, how many members it begins with, and what may go wrong.</summary>
/// <param name="Protocol">The protocol, or the layer.</param>
/// <param name="Members">How many members form the first view; 1 to 64.</param>
/// <param name="Faults">What may go wrong.</param>
public sealed record Scenario(IDefinition Protocol, int Members, FaultBudget Faults)
{
    /// <summary>Largest number of members that exploration accepts.</summary>
    public const int MaxMembers = 64;

    /// <summary>Largest number of processes that there can be: members, those that join, and those that recover.</summary>
    public const int MaxProcesses = MaxMembers + (2 * FaultBudget.MaxCount);

    private ProtocolDefinition? Keying => Protocol as ProtocolDefinition ?? (Protocol as LayerDefinition)?.Rekeying;

    /// <summary>Whether there is a rekey protocol in what is explored, so that there are keys.</summary>
    public bool HasKeys => Keying is not null;

    /// <summary>The rekey protocol.</summary>
    /// <exception cref="NotSupportedException">What is explored is none.</exception>
    public ProtocolDefinition Rekeying => Keying ?? throw new NotSupportedException($"{Protocol.Spec.Name} is no rekey protocol");

    /// <summary>Its groups, by name; one, unless several are explored at once.</summary>
    public IReadOnlyList<GroupId> Groups => (Protocol as SharedGroups)?.Groups ?? [NameOfGroup(0)];

    /// <summary>How many processes there can be in a run.</summary>
    public int Processes => Members + Fault.All.Where(static f => f.StartsProcess).Sum(f => Faults[f]);

    /// <summary>From what the run begins.</summary>
    public RunStart Start { get; init; } = RunStart.Plain;

    /// <summary>The name of a group by its number, from 0: g, h, i and so on.</summary>
    public static GroupId NameOfGroup(int index) => new(((char)('g' + index)).ToString());

    /// <summary>Names of the first members.</summary>
    public MemberId NameOf(int index) => Start.NameOf(index, Members);
}
